import { isStaff, type Role } from '@foyer/shared/roles';
import type { HoldWish } from './seat-wishes.ts';

/** How much may be held at a time, by configuration. */
export interface HoldLimits {
  readonly maxSeats: { readonly customer: number; readonly staff: number };
  readonly maxOwnerSeats: { readonly customer: number; readonly staff: number };
  /** From 0 to 1. */
  readonly onlineShare: number;
}

/** The same for one role in one hall. Of the smallest hall online customers may hold a seat. */
export function limitsOf(
  { maxSeats, maxOwnerSeats, onlineShare }: HoldLimits,
  role: Role,
  hallSeats: number,
): Required<Pick<HoldWish, 'maxSeats' | 'maxOwnerSeats' | 'maxOnlineSeats'>> {
  const who = isStaff(role) ? 'staff' : 'customer';
  return {
    maxSeats: maxSeats[who],
    maxOwnerSeats: maxOwnerSeats[who],
    // A share such as 0.07 of 100 must not become 7.000000000000001 and lose or win a seat.
    maxOnlineSeats: Math.max(1, Math.floor(Math.round(hallSeats * onlineShare * 1e6) / 1e6)),
  };
}
