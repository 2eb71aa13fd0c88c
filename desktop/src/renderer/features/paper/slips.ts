import type { Booking } from '@foyer/shared/http/bookings';
import type { Showtime } from '@foyer/shared/http/catalogue';
import type { SeatId } from '@foyer/shared/ids';
import type { PaperExchange, PaperRefund } from '../../../bridge/slip.ts';
import { inSeatOrder } from '../../data/seat-order.ts';
import { type MoneyPart, moneyBack } from '../bookings/money-back.ts';
import { paperSaleOf, short } from './paper-sale.ts';

interface RefundFacts {
  readonly before: Booking;
  readonly after: Booking;
  readonly seats: readonly SeatId[];
  readonly isVoid: boolean;
  readonly showtime: Showtime;
  readonly cashier: string | null;
}

/** What main prints of a refund; null where the booking tells of none, as when somebody asked for it twice. */
export function paperRefundOf(facts: RefundFacts): PaperRefund | null {
  const { before, after, seats, isVoid, showtime, cashier } = facts;
  const known = before.refunds.map(({ id }) => id);
  const refund = after.refunds.filter(({ id }) => !known.includes(id)).at(-1);
  if (!refund) return null;
  return {
    refundId: refund.id,
    reference: after.reference,
    film: short(showtime.movie.title, 200),
    hall: short(showtime.auditorium.name, 100),
    startsAt: showtime.startsAt,
    timeZone: showtime.timeZone,
    currency: after.currency,
    amountMinor: refund.amountMinor,
    isVoid,
    seats: [...inSeatOrder(seats)],
    back: moneyBack(before, refund.amountMinor).map(asPaper),
    reason: refund.reason,
    at: refund.at,
    cashier: cashier === null ? null : short(cashier, 100),
  };
}

interface ExchangeFacts {
  readonly before: Booking;
  readonly after: Booking;
  readonly given: readonly SeatId[];
  readonly fresh: readonly SeatId[];
  readonly paidMinor: number;
  readonly backMinor: number;
  readonly reason: string;
  /** Of the new seats. */
  readonly showtime: Showtime;
  readonly at: Date;
  readonly cashier: string | null;
}

/** What main prints of an exchange: its slip, and the tickets of the new seats alone. */
export function paperExchangeOf(facts: ExchangeFacts): PaperExchange {
  const { before, after, given, fresh, paidMinor, backMinor, reason, showtime, at, cashier } = facts;
  const sale = paperSaleOf({ booking: after, showtime, cashier });
  const paid = paidMinor > 0 ? after.payments.at(-1) : undefined;
  return {
    version: after.version,
    sale: { ...sale, tickets: sale.tickets.filter(({ seat }) => fresh.includes(seat)) },
    seats: [...inSeatOrder(given)],
    paid: paid ? asPaper({ ...paid, amountMinor: paidMinor }) : null,
    back: backMinor > 0 ? moneyBack(before, backMinor).map(asPaper) : [],
    reason,
    at: at.toISOString(),
    cashier: sale.cashier,
  };
}

function asPaper({ tender, amountMinor, cardLast4 }: MoneyPart): PaperRefund['back'][number] {
  return { tender, amountMinor, cardLast4 };
}
