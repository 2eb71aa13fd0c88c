import type { ApprovalRequest } from '@foyer/shared/http/approvals';
import type { ExchangeRequest } from '@foyer/shared/http/booking-flow';
import type { Booking, BookingLine, LineRequest, PaymentRequest } from '@foyer/shared/http/bookings';
import type { Showtime } from '@foyer/shared/http/catalogue';
import type { Seat } from '@foyer/shared/http/seat-map';
import type { BookingId, HoldId, SeatId, ShowtimeId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import { priceLines } from '@foyer/shared/rules/prices';
import { inSeatOrder } from '../../data/seat-order.ts';

/** What exactly is to be exchanged. Says nothing that changes by itself: the same wish again is the same request. */
export interface ExchangeWish {
  readonly bookingId: BookingId;
  /** The show of the new seats, and the hold that has them. */
  readonly showtimeId: ShowtimeId;
  readonly holdId: HoldId;
  readonly given: readonly SeatId[];
  readonly lines: readonly LineRequest[];
  /** Of the difference; null where nothing is to be paid. */
  readonly payment: PaymentRequest | null;
  /** What goes back where the new seats cost less. */
  readonly backMinor: number;
  readonly currency: string;
  readonly reason: string;
}

/** The new seats with their prices, one for each that is given. */
export interface Swap {
  readonly lines: readonly BookingLine[];
  /** Above 0 is to be paid, below 0 goes back. */
  readonly differenceMinor: number;
}

/** Which seats of a booking go for seats of a show: the chosen ones of its own show, all for another's. */
export function givenFor(
  booking: Pick<Booking, 'seats' | 'showtimeId'>,
  chosen: readonly SeatId[],
  showtimeId: ShowtimeId,
): readonly SeatId[] {
  return inSeatOrder(showtimeId === booking.showtimeId ? chosen : booking.seats);
}

interface SwapParts {
  readonly booking: Pick<Booking, 'lines' | 'totalMinor'>;
  readonly given: readonly SeatId[];
  /** Of the new seats. */
  readonly showtime: Pick<Showtime, 'ticketTypes'>;
  readonly taken: readonly SeatId[];
  /** The hall that they are in. */
  readonly seats: ReadonlyMap<string, Seat>;
}

/** Null while there are not as many new seats as given ones, or nobody knows what one costs. */
export function swapOf({ booking, given, showtime, taken, seats }: SwapParts): Swap | null {
  const chairs = inSeatOrder(taken).flatMap((seat) => seats.get(seat) ?? []);
  if (taken.length !== given.length || chairs.length !== taken.length) return null;
  const { ticketTypes } = showtime;
  const types = inSeatOrder(given).map((seat) => booking.lines.find((line) => line.seat === seat));
  const asked = chairs.flatMap(({ id }, index) => {
    // A type that the other show's list doesn't know becomes its first one.
    const type = ticketTypes.find((known) => known.id === types[index]?.ticketTypeId) ?? ticketTypes[0];
    return type ? [{ seat: id, ticketTypeId: type.id }] : [];
  });
  const priced = priceLines(chairs, asked, ticketTypes);
  if (!priced.ok) return null;
  const kept = booking.lines.filter((line) => !given.includes(line.seat));
  const keptMinor = sumMinor(kept.map((line) => line.priceMinor));
  return { lines: priced.lines, differenceMinor: keptMinor + priced.totalMinor - booking.totalMinor };
}

/** The body of the call; an approval comes to it where a manager has granted one. */
export function requestBody(wish: ExchangeWish): Omit<ExchangeRequest, 'approvalId'> {
  const { showtimeId, holdId, given, lines, payment, reason } = wish;
  const payments = payment ? { payments: [payment] } : {};
  return { showtimeId, holdId, seats: [...given], lines: [...lines], ...payments, reason };
}

/** What a manager is asked for: the money that goes back, as for a refund of the given seats. */
export function approvalFor(wish: ExchangeWish): ApprovalRequest {
  const { bookingId, given, backMinor: amountMinor, currency, reason } = wish;
  return { kind: 'REFUND', subject: { bookingId, seats: [...given], amountMinor, currency }, reason };
}

/** Whether a booking has the seats that were wished for. */
export function isExchanged(
  { showtimeId, seats }: Pick<Booking, 'showtimeId' | 'seats'>,
  wish: Pick<ExchangeWish, 'showtimeId' | 'lines'>,
): boolean {
  return showtimeId === wish.showtimeId && wish.lines.every(({ seat }) => seats.includes(seat));
}
