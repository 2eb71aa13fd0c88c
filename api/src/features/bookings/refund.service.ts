import type { RefundRequest } from '@foyer/shared/http/bookings';
import type { BookingId, SeatId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import type { BookingRecord } from './booking.ts';
import { refundSeats } from './booking-refund.ts';
import type { BookingRepository } from './booking.repository.ts';
import type { SaleCall } from './booking.service.ts';
import { madeBefore, nameOf } from './idempotency.ts';
import { isOpen } from './money.ts';
import type { Settlement } from './settlement.ts';

export interface RefundServiceOptions {
  readonly repository: Pick<BookingRepository, 'read'>;
  readonly settlement: Settlement;
}

export type RefundBooking = (call: SaleCall, id: BookingId, request: RefundRequest) => Promise<BookingRecord>;

const attempts = 5;

/** One write takes the seats back and notes the money; providers are asked after it, never before. */
export function createRefundBooking({ repository, settlement }: RefundServiceOptions): RefundBooking {
  return async (call, id, request) => {
    const name = nameOf(call, `bookings.${id}.refunds`, request);
    for (let turn = 0; turn < attempts; turn += 1) {
      const booking = await repository.read(id);
      if (!booking) throw new AppError('booking.not-found', {});
      if (madeBefore(booking.refunds, name).length > 0) return booking;
      if (booking.status !== 'BOOKED') throw new AppError('booking.state', { state: booking.status });
      if (booking.payments.some(isOpen)) throw new AppError('booking.state', { state: 'PAYMENT_OPEN' });
      const wish = { seats: wantedSeats(booking, request), reason: request.reason, ...name };
      const change = refundSeats(booking, wish, settlement.doing(call.act));
      const outcome = await settlement.write(booking, change, call.act);
      if (outcome.kind === 'SAVED') return outcome.booking;
    }
    throw new AppError('version.conflict', { state: 'changed by somebody else' });
  };
}

/** Throws seats.unknown where one is none of the booking's. */
export function wantedSeats(
  booking: BookingRecord,
  request: { readonly seats?: readonly SeatId[] | undefined },
): readonly SeatId[] {
  const seats = request.seats ?? booking.seats;
  const unknown = seats.filter((seat) => !booking.seats.includes(seat));
  if (unknown.length > 0) throw new AppError('seats.unknown', { seats: unknown });
  return seats;
}
