import { AppError } from '@foyer/shared/problems';
import { isStaff } from '@foyer/shared/roles';
import type { Actor } from '../actor.ts';
import type { BookingRecord } from './booking.ts';

/** Staff may see and change every booking, everybody else the ones they bought or made. */
export function mayTouch(
  actor: Pick<Actor, 'role' | 'userId'>,
  booking: Pick<BookingRecord, 'customerId' | 'actor'>,
): boolean {
  return isStaff(actor.role) || booking.customerId === actor.userId || booking.actor.id === actor.userId;
}

/** Throws booking.not-found, the same for a booking that does not exist and for one of somebody else. */
export function requireTouchable(
  actor: Pick<Actor, 'role' | 'userId'>,
  booking: BookingRecord | null,
): BookingRecord {
  if (booking && mayTouch(actor, booking)) return booking;
  throw new AppError('booking.not-found', {});
}
