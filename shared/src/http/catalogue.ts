import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { AuditoriumId, MovieId, ShowtimeId, TicketTypeId } from '../ids.ts';
import { AmountMinor, Currency } from '../money.ts';
import { Instant, LocalDate } from '../time.ts';

export const Movie = z.object({
  id: MovieId,
  title: z.string(),
  year: z.int().nullable(),
  rating: z.string(),
  runtimeMinutes: z.int().positive(),
  /** Language and version as announced, e.g. `English, subtitles`; empty when not said. */
  version: z.string(),
});
export type Movie = z.infer<typeof Movie>;

/** Seats of one showtime by status; the four parts add up to `total`. */
export const Availability = z.object({
  total: z.int().min(0),
  available: z.int().min(0),
  held: z.int().min(0),
  booked: z.int().min(0),
  blocked: z.int().min(0),
});
export type Availability = z.infer<typeof Availability>;

/** Price of a ticket type per seat category, minor units. */
export const TicketType = z.object({
  id: TicketTypeId,
  name: z.string(),
  pricesMinor: z.record(z.string(), AmountMinor),
});
export type TicketType = z.infer<typeof TicketType>;

export const SalesState = z.enum(['OPEN', 'CLOSED', 'CANCELLED']);
export type SalesState = z.infer<typeof SalesState>;

export const Showtime = z.object({
  id: ShowtimeId,
  movie: Movie,
  auditorium: z.object({ id: AuditoriumId, name: z.string() }),
  startsAt: Instant,
  endsAt: Instant,
  /** The cinema's zone, in which people read `startsAt`. */
  timeZone: z.string(),
  /** Whether tickets are sold now at the counter; CLOSED before `salesStartAt` too. */
  sales: SalesState,
  /** Null where tickets were always sold. */
  salesStartAt: Instant.nullable().optional(),
  /** Until when online customers may buy. */
  onlineSalesEndAt: Instant.optional(),
  salesEndAt: Instant.optional(),
  currency: Currency,
  availability: Availability,
  ticketTypes: z.array(TicketType),
});
export type Showtime = z.infer<typeof Showtime>;

export const ShowtimeParams = z.object({ id: ShowtimeId });

export const listMovies = endpoint({
  method: 'GET',
  path: '/api/movies',
  summary: 'Movies with showtimes from now on',
  access: 'public',
  replies: { 200: z.object({ movies: z.array(Movie), nextCursor: z.string().nullable() }) },
  problems: [],
});

export const listShowtimes = endpoint({
  method: 'GET',
  path: '/api/showtimes',
  summary: 'What plays on a day of the cinema, or from now on, with availability',
  access: 'public',
  query: z.strictObject({ date: LocalDate.optional(), movie: MovieId.optional() }),
  replies: { 200: z.object({ showtimes: z.array(Showtime), nextCursor: z.string().nullable() }) },
  problems: [],
});

export const getShowtime = endpoint({
  method: 'GET',
  path: '/api/showtimes/:id',
  summary: 'One showtime with availability and prices',
  access: 'public',
  params: ShowtimeParams,
  replies: { 200: z.object({ showtime: Showtime }) },
  problems: ['showtime.not-found'],
});
