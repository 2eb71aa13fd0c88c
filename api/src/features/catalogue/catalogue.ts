import type { Channel } from '@foyer/shared/http/bookings';
import type { Movie, SalesState, TicketType } from '@foyer/shared/http/catalogue';
import type { LayoutFrame, Seat } from '@foyer/shared/http/seat-map';
import type { KeptGroup } from '@foyer/shared/rules/kept-seats';
import type { OrphanRule } from '@foyer/shared/rules/orphans';
import type { AuditoriumId, SeatId, ShowtimeId } from '@foyer/shared/ids';

/** The one cinema of this database. */
export interface Cinema {
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
}

/** One immutable version of an auditorium's seats. */
export interface Layout {
  readonly id: string;
  readonly auditoriumId: AuditoriumId;
  readonly frame: LayoutFrame;
  readonly seats: readonly Seat[];
  readonly seatsById: ReadonlyMap<string, Seat>;
  /** Kept back by the house: BLOCKED on the wire unless sold. */
  readonly houseSeats: readonly SeatId[];
}

/** A showtime with all it refers to; its layout version was fixed when it was first imported. */
export interface ShowtimeRecord {
  readonly id: ShowtimeId;
  readonly movie: Movie;
  readonly auditorium: { readonly id: AuditoriumId; readonly name: string };
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly timeZone: string;
  readonly currency: string;
  readonly cancelled: boolean;
  readonly orphanRule: OrphanRule;
  /** From when on tickets are sold; null where they always are. */
  readonly salesStartAt: Date | null;
  /** Until when online customers may buy, at most `salesEndAt`. */
  readonly onlineSalesEndAt: Date;
  readonly salesEndAt: Date;
  readonly layoutId: string;
  /** Every seat that is never for sale at this showtime, the house seats of its layout included. */
  readonly blockedSeats: readonly SeatId[];
  /** Everything that the house keeps back, the blocked seats included: until when, and who may sell it before. */
  readonly keptSeats: readonly KeptGroup[];
  readonly ticketTypes: readonly TicketType[];
}

/** What other features ask the catalogue for. */
export interface ShowtimeLookup {
  /** Throws showtime.not-found. */
  requireShowtime(id: ShowtimeId): Promise<ShowtimeRecord>;
  layoutOf(showtime: ShowtimeRecord): Promise<Layout>;
}

/** Which showtimes are wanted; a bound that is left out does not limit. */
export interface ShowtimeFilter {
  /** Starting at this instant or later. */
  readonly from?: Date | undefined;
  /** Starting before this instant. */
  readonly to?: Date | undefined;
  /** Still on sale at this instant. */
  readonly onSaleAt?: Date | undefined;
  readonly movieId?: string | undefined;
}

/**
 * Whether tickets are sold now: from `salesStartAt` until a while after the start at the counter, online until its own
 * end, which may be earlier.
 */
export function salesState(
  showtime: Pick<ShowtimeRecord, 'cancelled' | 'salesStartAt' | 'onlineSalesEndAt' | 'salesEndAt'>,
  now: Date,
  channel: Channel = 'COUNTER',
): SalesState | 'NOT_YET' {
  if (showtime.cancelled) return 'CANCELLED';
  if (showtime.salesStartAt !== null && now < showtime.salesStartAt) return 'NOT_YET';
  const endAt = channel === 'ONLINE' ? showtime.onlineSalesEndAt : showtime.salesEndAt;
  return now < endAt ? 'OPEN' : 'CLOSED';
}
