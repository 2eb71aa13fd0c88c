import {
  getShowtime,
  listMovies,
  listShowtimes,
  type Availability,
  type SalesState,
  type Showtime,
} from '@foyer/shared/http/catalogue';
import { bind, type Route } from '../../http/bind.ts';
import type { Clock } from '../../platform/clock.ts';
import { salesState, type ShowtimeRecord } from './catalogue.ts';
import type { CatalogueService } from './catalogue.service.ts';

export interface CatalogueRoutesOptions {
  readonly catalogue: CatalogueService;
  /** How many seats are free, held, sold and kept back. */
  readonly availability: (showtime: ShowtimeRecord) => Promise<Availability>;
  readonly clock: Clock;
}

export function catalogueRoutes({
  catalogue,
  availability,
  clock,
}: CatalogueRoutesOptions): readonly Route[] {
  const present = async (showtime: ShowtimeRecord): Promise<Showtime> => ({
    id: showtime.id,
    movie: showtime.movie,
    auditorium: showtime.auditorium,
    startsAt: showtime.startsAt.toISOString(),
    endsAt: showtime.endsAt.toISOString(),
    timeZone: showtime.timeZone,
    sales: announced(salesState(showtime, clock.now())),
    salesStartAt: showtime.salesStartAt?.toISOString() ?? null,
    onlineSalesEndAt: showtime.onlineSalesEndAt.toISOString(),
    salesEndAt: showtime.salesEndAt.toISOString(),
    currency: showtime.currency,
    availability: await availability(showtime),
    ticketTypes: [...showtime.ticketTypes],
  });
  return [
    bind(listMovies, async () => ({
      status: 200,
      body: { movies: [...(await catalogue.listMovies())], nextCursor: null },
    })),
    bind(listShowtimes, async ({ query: { date, movie } }) => {
      const found = await catalogue.listShowtimes({ date, movieId: movie });
      return { status: 200, body: { showtimes: await Promise.all(found.map(present)), nextCursor: null } };
    }),
    bind(getShowtime, async ({ params }) => ({
      status: 200,
      body: { showtime: await present(await catalogue.requireShowtime(params.id)) },
    })),
  ];
}

/** Before sales start they are closed like any others; `salesStartAt` says until when. */
function announced(state: ReturnType<typeof salesState>): SalesState {
  return state === 'NOT_YET' ? 'CLOSED' : state;
}
