import { voidWindowMinutes, type VoidRequest } from '@foyer/shared/http/booking-flow';
import type { BookingId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import type { BookingRecord } from './booking.ts';
import { requireNobodyIn } from './booking.policy.ts';
import type { SaleCall } from './booking.service.ts';
import { giveBack, priceOf, type GiveBackParts } from './give-back.ts';
import { nameOf } from './idempotency.ts';

export type VoidBooking = (call: SaleCall, id: BookingId, request: VoidRequest) => Promise<BookingRecord>;

/** Takes a fresh sale back as a whole. Throws booking.state TOO_LATE or CHANGED, seats.admitted, approval.* and what `giveBack` throws. */
export function createVoidBooking(parts: GiveBackParts & { readonly clock: Clock }): VoidBooking {
  return async (call, id, request) => {
    const name = nameOf(call, `bookings.${id}.void`, request);
    return giveBack(parts, call, {
      id,
      name,
      wishOf: async (booking) => {
        const ageMs = parts.clock.now().getTime() - booking.createdAt.getTime();
        if (ageMs > voidWindowMinutes * 60_000) throw new AppError('booking.state', { state: 'TOO_LATE' });
        // A sale that something was given back of, or swapped, is not the sale that was made.
        if (booking.refunds.length + booking.exchanges.length > 0) {
          throw new AppError('booking.state', { state: 'CHANGED' });
        }
        const { seats, currency } = booking;
        requireNobodyIn(booking, seats);
        const approvalId = await parts.approvals.use(call, {
          kind: 'VOID',
          subject: { bookingId: id, amountMinor: priceOf(booking, seats), currency },
          approvalId: request.approvalId,
          requestHash: name.requestHash,
        });
        return { seats, reason: request.reason, approvalId, isVoid: true };
      },
    });
  };
}
