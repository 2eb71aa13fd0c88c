import { createHash } from 'node:crypto';
import { BookingId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import type { Actor } from '../actor.ts';

/** The id of what a costly write makes: bound to the till or person, the route and the key, for ever. */
export function bookingIdFor(actor: Actor, route: string, idempotencyKey: string): BookingId {
  return BookingId.parse(`b_${requestHashFor(actor, route, idempotencyKey)}`);
}

function requestHashFor(actor: Actor, route: string, idempotencyKey: string): string {
  const who = actor.tillId ? `till:${actor.tillId}` : `person:${actor.userId}`;
  return createHash('sha256')
    .update([who, route, idempotencyKey].join('\n'))
    .digest('base64url')
    .slice(0, 32);
}

/** One costly request about a booking, as it is kept with whatever it made: which it is, and what it asked for. */
export interface RequestName {
  readonly requestHash: string;
  readonly payloadHash: string;
}

export function nameOf(
  { actor, idempotencyKey }: { readonly actor: Actor; readonly idempotencyKey: string },
  route: string,
  payload: unknown,
): RequestName {
  return { requestHash: requestHashFor(actor, route, idempotencyKey), payloadHash: payloadHashOf(payload) };
}

/** What of these the same request made before; throws idempotency.mismatch where it asked for something else then. */
export function madeBefore<Entry extends { readonly [Part in keyof RequestName]: string | null }>(
  entries: readonly Entry[],
  name: RequestName,
): readonly Entry[] {
  const made = entries.filter((entry) => entry.requestHash === name.requestHash);
  if (made.every((entry) => entry.payloadHash === name.payloadHash)) return made;
  throw new AppError('idempotency.mismatch', {});
}

/** A fingerprint of what was asked, the same for the same values in another order of keys. */
export function payloadHashOf(payload: unknown): string {
  return createHash('sha256').update(canonical(payload)).digest('base64url');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}
