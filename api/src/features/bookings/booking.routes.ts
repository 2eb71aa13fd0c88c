import { confirmBooking, listBookings, listMyBookings, refundBooking } from '@foyer/shared/http/bookings';
import { bind, type Route } from '../../http/bind.ts';
import { actOf } from '../seats/seats.ts';
import type { BookingService } from './booking.service.ts';
import type { RefundBooking } from './refund.service.ts';
import type { LedgerService } from './ledger.service.ts';

export function saleRoutes(bookings: BookingService, ledger: LedgerService): readonly Route[] {
  return [
    bind(confirmBooking, async ({ params, body, actor, idempotencyKey, context }) => {
      const call = { actor, act: actOf(actor, context), idempotencyKey };
      const sold = await bookings.confirm(call, params.id, body);
      const booking = ledger.present(sold);
      return sold.status === 'PENDING'
        ? { status: 202, body: { booking } }
        : { status: 201, body: { booking } };
    }),
  ];
}

export function refundRoutes(refund: RefundBooking, ledger: LedgerService): readonly Route[] {
  return [
    bind(refundBooking, async ({ params, body, actor, idempotencyKey, context }) => {
      const refunded = await refund({ actor, act: actOf(actor, context), idempotencyKey }, params.id, body);
      return { status: 200, body: { booking: ledger.present(refunded) } };
    }),
  ];
}

export function ledgerRoutes(ledger: LedgerService): readonly Route[] {
  return [
    bind(listMyBookings, async ({ query: { date, cursor, limit }, actor }) => {
      const { items, nextCursor } = await ledger.madeBy(actor.userId, { date, cursor, limit });
      return { status: 200, body: { bookings: [...items], nextCursor } };
    }),
    bind(listBookings, async ({ query: { movie, date, user, status, till, cursor, limit } }) => {
      const filter = { movieId: movie, actorId: user, status, till };
      const { items, nextCursor } = await ledger.everybodys({ ...filter, date, cursor, limit });
      return { status: 200, body: { bookings: [...items], nextCursor } };
    }),
  ];
}
