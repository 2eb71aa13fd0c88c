/** I8: nobody waits for money longer than promised, except for a provider's answer. Pure. */
import type { BookingDraft } from '../bookings/booking.ts';
import { isOpen } from '../bookings/money.ts';
import { aboutBooking, type Finding } from './invariants.ts';

/** The keeper looks each second; what it could not do at once it puts off by 20 s. */
export const sweepMs = 30_000;

export function judgeDeadline(booking: BookingDraft, now: Date): readonly Finding[] {
  const { _id: id, status, expiresAt, payments } = booking;
  if (status !== 'PENDING') return [];
  if (!expiresAt) return [aboutBooking('I8', id, { message: 'is PENDING without an end' })];
  if (now.getTime() <= expiresAt.getTime() + sweepMs) return [];
  const open = payments.filter((payment) => isOpen(payment) && payment.tender !== 'CASH');
  const since = `since ${expiresAt.toISOString()}`;
  if (open.length === 0) return [aboutBooking('I8', id, { message: `is PENDING past its window ${since}` })];
  return open.map(({ id: paymentId }) => {
    const message = `waits past its window ${since} for an answer about payment ${paymentId}`;
    return aboutBooking('I8', id, { message, severity: 'ALARM' });
  });
}
