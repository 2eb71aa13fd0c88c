/** What an exchange of seats does to a booking. Pure. */
import type { BookingLine } from '@foyer/shared/http/bookings';
import type { HoldId, ShowtimeId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import type { BookingDraft, PaymentRecord, SoldShowtime } from './booking.ts';
import { changed, type BookingChange } from './booking-change.ts';
import type { RequestName } from './idempotency.ts';
import { aboutPayment, returnSurplus, type Doing } from './booking-payments.ts';

export interface ExchangeWish extends RequestName {
  readonly showtimeId: ShowtimeId;
  readonly showtime: SoldShowtime;
  readonly holdId: HoldId;
  /** The booking's lines afterwards, kept and new. */
  readonly lines: readonly BookingLine[];
  readonly reason: string;
}

/**
 * Other seats for the same booking, in one write that the arbiter judges; `paid` is money that came for the difference.
 * What the new seats cost less goes back.
 */
export function exchangeSeats(
  booking: BookingDraft,
  wish: ExchangeWish,
  doing: Doing & { readonly paid: readonly PaymentRecord[] },
): BookingChange {
  const lines = wish.lines.toSorted((left, right) => (left.seat < right.seat ? -1 : 1));
  const from = { showtimeId: booking.showtimeId, lines: booking.lines };
  const to = { showtimeId: wish.showtimeId, lines };
  const { reason, requestHash, payloadHash } = wish;
  const next: BookingDraft = {
    ...booking,
    showtimeId: wish.showtimeId,
    showtime: wish.showtime,
    holdId: wish.holdId,
    seats: lines.map((line) => line.seat),
    lines,
    totalMinor: sumMinor(lines.map((line) => line.priceMinor)),
    payments: [
      ...booking.payments.filter(({ id }) => !doing.paid.some((payment) => payment.id === id)),
      ...doing.paid.map((payment) => ({ ...payment, status: 'CAPTURED' as const })),
    ],
    exchanges: [
      ...booking.exchanges,
      { requestHash, payloadHash, from, to, reason, actor: doing.act.actor, at: doing.at },
    ],
  };
  const facts = [
    ...doing.paid.map((payment) => aboutPayment('payment.captured', payment)),
    {
      action: 'booking.exchanged' as const,
      before: booking.status,
      reason,
      more: { from: { showtimeId: from.showtimeId, seats: booking.seats } },
    },
  ];
  const returned = returnSurplus(next, `exchange: ${reason}`, doing);
  if (!returned) return changed(booking, next, facts);
  return changed(booking, { ...returned.next, version: booking.version }, [...facts, ...returned.facts]);
}

/**
 * Whether both have the same seats at the same price, and nobody has exchanged, begun to pay or come in
 * between them.
 */
export function isSameSale(one: BookingDraft, other: BookingDraft): boolean {
  const told = (booking: BookingDraft): string => {
    const { status, showtimeId, seats, totalMinor, exchanges, payments, admissions } = booking;
    const counts = [exchanges, payments, admissions].map(({ length }) => length);
    return [status, showtimeId, seats.join(), totalMinor, ...counts].join('|');
  };
  return told(one) === told(other);
}
