import {
  acceptOffer,
  cancelBooking,
  createBooking,
  declineOffer,
  exchangeBooking,
  getBooking,
  payBooking,
  voidBooking,
} from '@foyer/shared/http/booking-flow';
import { confirmBooking, listBookings, listMyBookings, refundBooking } from '@foyer/shared/http/bookings';
import { bind, type Route } from '../../http/bind.ts';
import { actOf } from '../seats/seats.ts';
import type { AtDrawer } from '../shifts/at-drawer.ts';
import type { BookingService } from './booking.service.ts';
import type { CancelBooking } from './cancel.service.ts';
import type { ExchangeBooking } from './exchange.service.ts';
import type { LedgerService } from './ledger.service.ts';
import type { OfferService } from './offer.service.ts';
import type { PayBooking } from './pay.service.ts';
import type { RefundBooking } from './refund.service.ts';
import type { VoidBooking } from './void.service.ts';

export interface SaleParts {
  readonly bookings: BookingService;
  readonly pay: PayBooking;
  readonly cancel: CancelBooking;
  readonly ledger: LedgerService;
  readonly atDrawer: AtDrawer;
}

export function saleRoutes({ bookings, pay, cancel, ledger, atDrawer }: SaleParts): readonly Route[] {
  return [
    bind(confirmBooking, async ({ params, body, actor, idempotencyKey, context }) => {
      const call = await atDrawer({ actor, act: actOf(actor, context), idempotencyKey });
      const sold = await bookings.confirm(call, params.id, body);
      const booking = ledger.present(sold);
      return sold.status === 'PENDING'
        ? { status: 202, body: { booking } }
        : { status: 201, body: { booking } };
    }),
    bind(createBooking, async ({ body, actor, idempotencyKey, context }) => {
      const made = await bookings.create({ actor, act: actOf(actor, context), idempotencyKey }, body);
      return { status: 201, body: { booking: ledger.present(made) } };
    }),
    bind(payBooking, async ({ params, body, actor, idempotencyKey, context }) => {
      const call = await atDrawer({ actor, act: actOf(actor, context), idempotencyKey });
      const { booking: paid, isOpen, clientSecret } = await pay(call, params.id, body);
      const booking = ledger.present(paid);
      if (!isOpen) return { status: 200, body: { booking } };
      return { status: 202, body: { booking, ...(clientSecret ? { clientSecret } : {}) } };
    }),
    bind(cancelBooking, async ({ params, body, actor, context }) => {
      const call = await atDrawer({ actor, act: actOf(actor, context) });
      const cancelled = await cancel(call, params.id, body?.reason);
      return { status: 200, body: { booking: ledger.present(cancelled) } };
    }),
  ];
}

export interface AfterSaleParts {
  readonly refund: RefundBooking;
  readonly takeBack: VoidBooking;
  readonly exchange: ExchangeBooking;
  readonly offers: OfferService;
  readonly ledger: LedgerService;
  readonly atDrawer: AtDrawer;
}

export function afterSaleRoutes(parts: AfterSaleParts): readonly Route[] {
  const { refund, takeBack, exchange, offers, ledger, atDrawer } = parts;
  return [
    bind(voidBooking, async ({ params, body, actor, idempotencyKey, context }) => {
      const call = await atDrawer({ actor, act: actOf(actor, context), idempotencyKey });
      const voided = await takeBack(call, params.id, body);
      return { status: 200, body: { booking: ledger.present(voided) } };
    }),
    bind(refundBooking, async ({ params, body, actor, idempotencyKey, context }) => {
      const call = await atDrawer({ actor, act: actOf(actor, context), idempotencyKey });
      const refunded = await refund(call, params.id, body);
      return { status: 200, body: { booking: ledger.present(refunded) } };
    }),
    bind(exchangeBooking, async ({ params, body, actor, idempotencyKey, context }) => {
      const call = await atDrawer({ actor, act: actOf(actor, context), idempotencyKey });
      const swapped = await exchange(call, params.id, body);
      return { status: 200, body: { booking: ledger.present(swapped) } };
    }),
    bind(acceptOffer, async ({ params, actor, context }) => {
      const booked = await offers.accept({ actor, act: actOf(actor, context) }, params.id);
      return { status: 200, body: { booking: ledger.present(booked) } };
    }),
    bind(declineOffer, async ({ params, actor, context }) => {
      const declined = await offers.decline({ actor, act: actOf(actor, context) }, params.id);
      return { status: 200, body: { booking: ledger.present(declined) } };
    }),
  ];
}

export function ledgerRoutes(ledger: LedgerService): readonly Route[] {
  return [
    // Before the route of one booking, whose path it would match.
    bind(listMyBookings, async ({ query: { date, cursor, limit }, actor }) => {
      const { items, nextCursor } = await ledger.madeBy(actor.userId, { date, cursor, limit });
      return { status: 200, body: { bookings: [...items], nextCursor } };
    }),
    bind(getBooking, async ({ params, actor }) => {
      return { status: 200, body: { booking: await ledger.one(actor, params.id) } };
    }),
    bind(listBookings, async ({ query: { movie, date, user, status, till, cursor, limit } }) => {
      const filter = { movieId: movie, actorId: user, status, till };
      const { items, nextCursor } = await ledger.everybodys({ ...filter, date, cursor, limit });
      return { status: 200, body: { bookings: [...items], nextCursor } };
    }),
  ];
}
