import type { Booking, BookingStatus, LedgerBooking } from '@foyer/shared/http/bookings';
import type { Showtime } from '@foyer/shared/http/catalogue';
import type { ShowtimeId } from '@foyer/shared/ids';
import { inSeatOrder } from '../../data/seat-order.ts';
import type { Tone } from '../../ui/status.tsx';

/** A booking as one line: the ledger brings the show's facts along, one's own bookings borrow them from the programme. */
export interface BookingRow {
  /** Its seats and lines in the order of the hall. */
  readonly booking: Booking;
  readonly movieTitle: string | null;
  readonly auditoriumName: string | null;
  readonly startsAt: string | null;
  readonly soldBy: string | null;
  /** Where it was sold; null for one's own bookings, and for those of no till. */
  readonly till: string | null;
}

export function toRow(
  given: Booking | LedgerBooking,
  showtimes: ReadonlyMap<ShowtimeId, Showtime>,
): BookingRow {
  const booking = ordered(given);
  if ('movieTitle' in booking) {
    const { movieTitle, auditoriumName, startsAt, actor, till } = booking;
    return { booking, movieTitle, auditoriumName, startsAt, soldBy: actor.name, till };
  }
  const showtime = showtimes.get(booking.showtimeId);
  return {
    booking,
    movieTitle: showtime?.movie.title ?? null,
    auditoriumName: showtime?.auditorium.name ?? null,
    startsAt: showtime?.startsAt ?? null,
    soldBy: null,
    till: null,
  };
}

export const statusWords: Readonly<Record<BookingStatus, readonly [word: string, tone: Tone]>> = {
  PENDING: ['Pending', 'open'],
  BOOKED: ['Booked', 'good'],
  CANCELLED: ['Cancelled', 'bad'],
  REFUNDED: ['Refunded', 'open'],
  EXPIRED: ['Expired', 'bad'],
  FAILED: ['Failed', 'bad'],
};

/** What the booked ones of these rows brought in, per currency of the cinema. */
export function takings(
  rows: readonly BookingRow[],
): { readonly totalMinor: number; readonly currency: string } | null {
  const booked = rows.filter(({ booking }) => booking.status === 'BOOKED');
  const first = booked[0];
  if (!first) return null;
  const totalMinor = booked.reduce((sum, { booking }) => sum + booking.totalMinor, 0);
  return { totalMinor, currency: first.booking.currency };
}

function ordered<Kind extends Booking>(booking: Kind): Kind {
  const seats = inSeatOrder(booking.seats);
  const lines = [...booking.lines].sort((one, other) => seats.indexOf(one.seat) - seats.indexOf(other.seat));
  return { ...booking, seats: [...seats], lines };
}
