import type { SeatId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { isStaff } from '@foyer/shared/roles';
import type { Actor } from '../actor.ts';
import type { AdmissionRecord, BookingRecord } from './booking.ts';

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

/** The admission that keeps a seat, or undefined: at most one of a seat is not undone. */
export function admissionOf(
  { admissions }: Pick<BookingRecord, 'admissions'>,
  seat: SeatId,
): AdmissionRecord | undefined {
  return admissions.find((one) => one.seat === seat && one.undone === null);
}

/** Throws seats.admitted where the guest of one is in. */
export function requireNobodyIn(booking: Pick<BookingRecord, 'admissions'>, seats: readonly SeatId[]): void {
  const admitted = seats.filter((seat) => admissionOf(booking, seat) !== undefined);
  if (admitted.length > 0) throw new AppError('seats.admitted', { seats: admitted });
}
