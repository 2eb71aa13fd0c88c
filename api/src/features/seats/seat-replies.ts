import { SeatId, type HoldId, type ShowtimeId } from '@foyer/shared/ids';
import type { LuaReply } from './lua-command.ts';
import type { HoldRecord, Position } from './seats.ts';

/** One hold of one owner in one showtime. */
export interface HoldAddress {
  readonly showtimeId: ShowtimeId;
  readonly holdId: HoldId;
  readonly owner: string;
}

export type Refusal = { readonly kind: 'NOT_FOUND' | 'EXPIRED' | 'NOT_HYDRATED' };
export type Taken = { readonly kind: 'TAKEN'; readonly seats: readonly SeatId[] };
export type Held = { readonly kind: 'OK'; readonly created: boolean; readonly hold: HoldRecord } & Position;
export type Secured = { readonly kind: 'OK'; readonly seats: readonly SeatId[] };
/** The row is not what the seat rules judged: judge again. */
export type Stale = { readonly kind: 'STALE' };
export type Marked = ({ readonly kind: 'OK' } & Position) | { readonly kind: 'LOADING' | 'NOT_HYDRATED' };
export type Hydration = ({ readonly kind: 'READY' } & Position) | { readonly kind: 'LOADING' | 'LOST' };

export function takenOrLimit(reply: LuaReply): Taken | { kind: 'LIMIT' } {
  return reply[0] === 'TAKEN' ? { kind: 'TAKEN', seats: seatsOf(reply.slice(1)) } : { kind: 'LIMIT' };
}

export function heldOf({ showtimeId, holdId, owner }: HoldAddress, reply: LuaReply): Held | Refusal {
  if (reply[0] !== 'OK') return refusalOf(reply);
  const [, created, expiresAtMs, extendableUntilMs, epoch, seq, ...seats] = reply;
  return {
    kind: 'OK',
    created: created === 1,
    epoch: String(epoch),
    seq: Number(seq),
    hold: {
      id: holdId,
      showtimeId,
      owner,
      seats: seatsOf(seats),
      expiresAtMs: Number(expiresAtMs),
      extendableUntilMs: Number(extendableUntilMs),
    },
  };
}

export function securedOf(reply: LuaReply): Secured | Stale | Taken | Refusal {
  if (reply[0] === 'OK') return { kind: 'OK', seats: seatsOf(reply.slice(2)) };
  if (reply[0] === 'STALE') return { kind: 'STALE' };
  if (reply[0] === 'TAKEN') return { kind: 'TAKEN', seats: seatsOf(reply.slice(1)) };
  return refusalOf(reply);
}

export function markedOf(reply: LuaReply): Marked {
  const [kind, epoch, seq] = reply;
  if (kind === 'OK') return { kind, epoch: String(epoch), seq: Number(seq) };
  return { kind: kind === 'LOADING' ? kind : 'NOT_HYDRATED' };
}

export function hydrationOf(reply: LuaReply): Hydration {
  const [kind, epoch, seq] = reply;
  if (kind === 'READY') return { kind, epoch: String(epoch), seq: Number(seq) };
  return { kind: kind === 'LOADING' ? kind : 'LOST' };
}

function refusalOf([kind]: LuaReply): Refusal {
  if (kind === 'NOT_FOUND' || kind === 'EXPIRED' || kind === 'NOT_HYDRATED') return { kind };
  throw new Error(`a seat script answered ${kind}, which its caller does not know`);
}

function seatsOf(values: readonly (string | number)[]): SeatId[] {
  return values.map((value) => SeatId.parse(String(value)));
}
