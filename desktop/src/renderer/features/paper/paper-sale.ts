import type { Booking } from '@foyer/shared/http/bookings';
import type { Showtime } from '@foyer/shared/http/catalogue';
import type { PaperSale } from '../../../bridge/paper.ts';
import { inSeatOrder } from '../../data/seat-order.ts';

interface SaleFacts {
  readonly booking: Booking;
  readonly showtime: Showtime;
  /** Who serves the guest; null where nobody knows. */
  readonly cashier: string | null;
  /** Cash that the guest put down; left out where nobody knows. */
  readonly givenMinor?: number | null;
}

/** What main prints of a sale: facts as the contract takes them, seats in the order of the hall. */
export function paperSaleOf({ booking, showtime, cashier, givenMinor = null }: SaleFacts): PaperSale {
  const seats = inSeatOrder(booking.seats);
  const place = ({ seat }: { readonly seat: Booking['seats'][number] }): number => seats.indexOf(seat);
  const typeNames = new Map(showtime.ticketTypes.map(({ id, name }) => [id, name]));
  return {
    bookingId: booking.id,
    reference: booking.reference,
    film: short(showtime.movie.title, 200),
    hall: short(showtime.auditorium.name, 100),
    startsAt: showtime.startsAt,
    soldAt: booking.createdAt,
    timeZone: showtime.timeZone,
    currency: booking.currency,
    lines: booking.lines
      .map(({ seat, ticketTypeId, priceMinor, adjustment }) => ({
        seat,
        ticketType: short(typeNames.get(ticketTypeId) ?? 'Ticket', 80),
        priceMinor,
        adjustment: adjustment ? { kind: adjustment.kind, listPriceMinor: adjustment.listPriceMinor } : null,
      }))
      .sort((one, other) => place(one) - place(other)),
    tickets: booking.tickets
      .map(({ seat, qr }) => ({ seat, qr }))
      .sort((one, other) => place(one) - place(other)),
    payments: booking.payments.map(({ tender, status, amountMinor, cardLast4 }) => ({
      tender,
      status,
      amountMinor,
      cardLast4,
    })),
    totalMinor: booking.totalMinor,
    givenMinor,
    cashier: cashier === null ? null : short(cashier, 100),
  };
}

/** Never empty, never longer than the contract takes. */
export function short(words: string, most: number): string {
  return words.slice(0, most) || '-';
}
