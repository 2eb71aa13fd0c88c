import { AppError } from '@foyer/shared/problems';
import type { BookingRecord, PaymentRecord } from './booking.ts';
import { answerGraceMs } from './booking-change.ts';
import { isOpen } from './money.ts';

/**
 * A booking as the answer to its sale: PENDING means that a payment's answer is still out. Throws payment.declined,
 * booking.state, and idempotency.in-progress for a repeat while the first request is at work.
 */
export function saleAnswer(booking: BookingRecord, now: Date, isReplay: boolean): BookingRecord {
  switch (booking.status) {
    case 'PENDING':
      if (isReplay) requireNotAtWork(booking.payments, now);
      return booking;
    case 'BOOKED':
      return booking;
    case 'FAILED':
      throw new AppError('payment.declined', { reason: 'declined' });
    case 'CANCELLED':
    case 'EXPIRED':
    case 'REFUNDED':
      throw new AppError('booking.state', { state: booking.status });
  }
}

/** The same for the payments of one call. Throws payment.declined where one of them was. */
export function paymentAnswer(
  booking: BookingRecord,
  made: readonly PaymentRecord[],
  view: { readonly now: Date; readonly isReplay: boolean },
): { readonly booking: BookingRecord; readonly isOpen: boolean } {
  if (view.isReplay) requireNotAtWork(made, view.now);
  if (made.some(isOpen)) return { booking, isOpen: true };
  if (made.some(({ status }) => status === 'DECLINED')) {
    throw new AppError('payment.declined', { reason: 'declined' });
  }
  return { booking, isOpen: false };
}

/** A payment that was started just now is still being asked for by the request that made it. */
function requireNotAtWork(payments: readonly PaymentRecord[], now: Date): void {
  const atWork = payments.some(
    ({ status, tender, at }) =>
      status === 'STARTED' && tender !== 'CASH' && now.getTime() - at.getTime() < answerGraceMs,
  );
  if (atWork) throw new AppError('idempotency.in-progress', {});
}
