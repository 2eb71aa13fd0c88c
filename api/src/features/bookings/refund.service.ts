import type { RefundRequest } from '@foyer/shared/http/bookings';
import type { BookingId, SeatId } from '@foyer/shared/ids';
import { AmountMinor, sumMinor } from '@foyer/shared/money';
import { AppError } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import type { BookingDraft, BookingRecord } from './booking.ts';
import { requireNobodyIn } from './booking.policy.ts';
import type { SaleCall } from './booking.service.ts';
import { giveBack, priceOf, type GiveBackParts } from './give-back.ts';
import { nameOf } from './idempotency.ts';

export interface RefundServiceOptions extends GiveBackParts {
  /** Most that cashiers give back of one booking without an approval, over all their refunds of it. */
  readonly limitMinor: AmountMinor;
  readonly clock: Clock;
}

const nothing = AmountMinor.parse(0);

export type RefundBooking = (call: SaleCall, id: BookingId, request: RefundRequest) => Promise<BookingRecord>;

/** Gives seats back. Throws seats.unknown, seats.admitted, approval.* and what `giveBack` throws. */
export function createRefundBooking({ clock, ...parts }: RefundServiceOptions): RefundBooking {
  return async (call, id, request) => {
    const name = nameOf(call, `bookings.${id}.refunds`, request);
    return giveBack(parts, call, {
      id,
      name,
      wishOf: async (booking) => {
        const seats = wantedSeats(booking, request);
        requireNobodyIn(booking, seats);
        const amountMinor = priceOf(booking, seats);
        const limitMinor = hasBegun(booking, clock.now()) ? nothing : parts.limitMinor;
        const isAbove = givenAlone(booking) + amountMinor > limitMinor;
        const approvalId = isAbove
          ? await parts.approvals.use(call, {
              kind: 'REFUND',
              subject: { bookingId: id, seats: [...seats], amountMinor, currency: booking.currency },
              approvalId: request.approvalId,
              requestHash: name.requestHash,
              limitMinor,
            })
          : null;
        return { seats, reason: request.reason, approvalId };
      },
    });
  };
}

/** From then on a seat says no more whether somebody sat in it, so that nobody gives money for it alone. */
export function hasBegun({ showtime }: Pick<BookingDraft, 'showtime'>, now: Date): boolean {
  return showtime.startsAt <= now;
}

/** What cashiers gave back of the booking so far on their own, also by exchanges: slices are counted together. */
export function givenAlone({ refunds }: Pick<BookingDraft, 'refunds'>): AmountMinor {
  const alone = refunds.filter(({ actor, approvalId }) => actor.role === 'CASHIER' && approvalId === null);
  return sumMinor(alone.map(({ amountMinor }) => amountMinor));
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
