import { SeatId, UserId, type HoldId, type ShowtimeId } from '@foyer/shared/ids';
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
/** `guest` is the online customer who chose the seats, where staff took the hold over from one. */
export type Secured = {
  readonly kind: 'OK';
  readonly seats: readonly SeatId[];
  readonly guest: UserId | null;
};
/** More than one hold, one owner or all online customers may have. */
export type Limited = {
  readonly kind: 'LIMIT';
  readonly limit: 'HOLD' | 'OWNER' | 'HALL';
  readonly most: number;
};
/** Its sale is under way, so that nobody but its owner may touch it. */
export type InSale = { readonly kind: 'IN_SALE' };
export type Offered = { readonly kind: 'OK'; readonly endsAtMs: number } & Position;
export type Freed = { readonly kind: 'OK'; readonly seats: readonly SeatId[] } & Position;
/** The row is not what the seat rules judged: judge again. */
export type Stale = { readonly kind: 'STALE' };
export type Marked = ({ readonly kind: 'OK' } & Position) | { readonly kind: 'LOADING' | 'NOT_HYDRATED' };
export type Hydration = ({ readonly kind: 'READY' } & Position) | { readonly kind: 'LOADING' | 'LOST' };

/** A refusal that names seats or a limit, or null where the reply is something else. */
export function takenOrLimit([kind, ...rest]: LuaReply): Taken | Limited | null {
  if (kind === 'TAKEN') return { kind, seats: seatsOf(rest) };
  if (kind !== 'LIMIT') return null;
  const [limit, most] = rest;
  return { kind, limit: limit === 'OWNER' || limit === 'HALL' ? limit : 'HOLD', most: Number(most) };
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
  if (reply[0] === 'OK') {
    const [, , guest, ...seats] = reply;
    return { kind: 'OK', seats: seatsOf(seats), guest: guest === '' ? null : UserId.parse(guest) };
  }
  if (reply[0] === 'STALE') return { kind: 'STALE' };
  if (reply[0] === 'TAKEN') return { kind: 'TAKEN', seats: seatsOf(reply.slice(1)) };
  return refusalOf(reply);
}

export function offeredOf(reply: LuaReply): Offered | InSale | Refusal {
  const [kind, endsAtMs, epoch, seq] = reply;
  if (kind === 'IN_SALE') return { kind };
  if (kind !== 'OK') return refusalOf(reply);
  return { kind, endsAtMs: Number(endsAtMs), epoch: String(epoch), seq: Number(seq) };
}

export function freedOf(reply: LuaReply): Freed | InSale | Refusal {
  const [kind, epoch, seq, ...seats] = reply;
  if (kind === 'IN_SALE') return { kind };
  if (kind !== 'OK') return refusalOf(reply);
  return { kind, epoch: String(epoch), seq: Number(seq), seats: seatsOf(seats) };
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
