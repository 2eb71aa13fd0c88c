import { createHash } from 'node:crypto';
import type { AuditEvent } from '@foyer/shared/audit';
import { ShowtimeId } from '@foyer/shared/ids';
import type { Logger } from '../../platform/logger.ts';
import { systemAct } from '../seats/seats.ts';
import type { Finding } from './invariants.ts';

export interface TellOptions {
  /** Which of these ids the trail has. */
  readonly recorded: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly record: (events: readonly AuditEvent[]) => Promise<void>;
  readonly log: Logger;
}

/** Tells what is broken once, however many nodes find it and however often. */
export async function tellBroken(
  { recorded, record, log }: TellOptions,
  broken: readonly Finding[],
  at: Date,
): Promise<void> {
  const events = new Map(broken.map((finding) => [eventIdOf(finding), finding]));
  const known = await recorded([...events.keys()]);
  const fresh = [...events].filter(([id]) => !known.has(id));
  for (const [, { invariant, message, showtimeId, seats, bookings }] of fresh) {
    log.error({ invariant, finding: message, showtimeId, seats, bookings }, 'an invariant is broken');
  }
  await record(fresh.map(([id, finding]) => brokenEvent(id, finding, at)));
}

function brokenEvent(id: string, finding: Finding, at: Date): AuditEvent {
  const { invariant, message, showtimeId, seats = [], bookings = [] } = finding;
  return {
    id,
    at: at.toISOString(),
    ...systemAct,
    action: 'invariant.broken',
    target: targetOf(finding),
    showtimeId: showtimeId === undefined ? null : ShowtimeId.parse(showtimeId),
    before: null,
    after: { invariant, message, seats, bookings },
    reason: null,
    result: 'FAILED',
  };
}

function targetOf({ subject, showtimeId, shiftId }: Finding): AuditEvent['target'] {
  if (shiftId !== undefined) return { kind: 'shift', id: shiftId };
  return showtimeId === undefined ? { kind: 'booking', id: subject } : { kind: 'showtime', id: showtimeId };
}

/** The fault's own, so that the trail has it once. */
function eventIdOf({ invariant, key }: Finding): string {
  return `invariant:${invariant}:${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
}
