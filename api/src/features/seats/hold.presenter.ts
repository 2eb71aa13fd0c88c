import type { Hold, SeatLock } from '@foyer/shared/http/holds';
import { ownerParts, type HoldRecord } from './seats.ts';

/** A hold as its owner sees it. A payment may have brought it beyond its cap; then it can't be extended further. */
export function presentHold(hold: HoldRecord): Hold {
  return {
    id: hold.id,
    showtimeId: hold.showtimeId,
    seats: [...hold.seats],
    expiresAt: new Date(hold.expiresAtMs).toISOString(),
    extendableUntil: new Date(Math.max(hold.extendableUntilMs, hold.expiresAtMs)).toISOString(),
  };
}

/** A hold as managers see it, seat by seat. */
export function presentLocks(hold: HoldRecord): readonly SeatLock[] {
  const { channel, userId } = ownerParts(hold.owner);
  return hold.seats.map((seat) => ({
    seat,
    holdId: hold.id,
    owner: { userId },
    channel,
    expiresAt: new Date(hold.expiresAtMs).toISOString(),
  }));
}
