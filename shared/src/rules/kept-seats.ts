import type { SeatId } from '../ids.ts';
import type { Role } from '../roles.ts';

/** Seats that the house keeps back together. */
export interface KeptGroup {
  readonly seats: readonly SeatId[];
  /** From then on everybody may have them; null keeps them for good. */
  readonly releaseAt: Date | null;
  /** Who may sell them before. */
  readonly roles: readonly Role[];
}

/** One kept seat. */
export interface KeptSeat {
  readonly seat: SeatId;
  readonly releaseAtMs: number | null;
  readonly roles: readonly Role[];
}

/**
 * Seat by seat what the groups keep back. A seat in several groups is kept until all of them have released it, and
 * only roles that all of them name may sell it before.
 */
export function keptSeatsOf(groups: readonly KeptGroup[]): ReadonlyMap<SeatId, KeptSeat> {
  const kept = new Map<SeatId, KeptSeat>();
  for (const { seats, releaseAt, roles } of groups) {
    for (const seat of seats) {
      const other = kept.get(seat);
      const releaseAtMs = releaseAt?.getTime() ?? null;
      kept.set(seat, {
        seat,
        releaseAtMs: other ? later(other.releaseAtMs, releaseAtMs) : releaseAtMs,
        roles: other ? other.roles.filter((role) => roles.includes(role)) : roles,
      });
    }
  }
  return kept;
}

/** Whether a kept seat is still kept back from everybody but its roles. */
export function isKeptAt({ releaseAtMs }: Pick<KeptSeat, 'releaseAtMs'>, nowMs: number): boolean {
  return releaseAtMs === null || releaseAtMs > nowMs;
}

/** Whether a role may sell the seat at that time. */
export function maySellKept(kept: KeptSeat | undefined, role: Role, nowMs: number): boolean {
  return kept === undefined || !isKeptAt(kept, nowMs) || kept.roles.includes(role);
}

function later(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.max(one, other);
}
