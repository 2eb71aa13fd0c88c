import type { Movie } from '@foyer/shared/http/catalogue';
import type { ShowtimeId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { dayBounds, type LocalDate } from '@foyer/shared/time';
import type { Clock } from '../../platform/clock.ts';
import type { Cinema, Layout, ShowtimeFilter, ShowtimeRecord } from './catalogue.ts';
import { ShortLivedCache } from './short-lived-cache.ts';

export interface CatalogueServiceOptions {
  readonly repository: CatalogueReader;
  readonly clock: Clock;
}

/** What the catalogue reads from storage. */
export interface CatalogueReader {
  findCinema(): Promise<Cinema | null>;
  findShowtime(id: string): Promise<ShowtimeRecord | null>;
  /** Sorted by start, then id. */
  findShowtimes(filter: ShowtimeFilter): Promise<ShowtimeRecord[]>;
  findLayout(id: string): Promise<Layout | null>;
}

export interface ShowtimeQuery {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** A calendar day of the cinema. */
  readonly date?: LocalDate | undefined;
  readonly movieId?: string | undefined;
}

export type CatalogueService = ReturnType<typeof createCatalogueService>;

/** Every hold asks for its showtime: a second of age is allowed, so that an import is seen without a notice. */
const showtimeTtlMs = 1_000;
const mostShowtimes = 2_000;
const mostLayouts = 200;

/** What plays, where and at which prices. */
export function createCatalogueService({ repository, clock }: CatalogueServiceOptions) {
  const showtimes = new ShortLivedCache<ShowtimeRecord>({
    clock,
    ttlMs: showtimeTtlMs,
    maxEntries: mostShowtimes,
    load: (id) => repository.findShowtime(id),
  });
  const layouts = new ShortLivedCache<Layout>({
    clock,
    ttlMs: Infinity,
    maxEntries: mostLayouts,
    load: (id) => repository.findLayout(id),
  });

  async function findShowtime(id: ShowtimeId): Promise<ShowtimeRecord | null> {
    return showtimes.get(id);
  }

  /** Throws showtime.not-found. */
  async function requireShowtime(id: ShowtimeId): Promise<ShowtimeRecord> {
    const found = await showtimes.get(id);
    if (found === null) throw new AppError('showtime.not-found', {});
    return found;
  }

  /** The seats as the showtime froze them. Throws a defect where the version is missing. */
  async function layoutOf(showtime: ShowtimeRecord): Promise<Layout> {
    const found = await layouts.get(showtime.layoutId);
    if (found === null) throw new Error(`showtime ${showtime.id} has no layout ${showtime.layoutId}`);
    return found;
  }

  /** Showtimes within the bounds, sorted by start; without any bound those still on sale. */
  async function listShowtimes(query: ShowtimeQuery = {}): Promise<ShowtimeRecord[]> {
    const { from, to, date, movieId } = query;
    if (date !== undefined) {
      const cinema = await repository.findCinema();
      if (cinema === null) return [];
      const day = dayBounds(date, cinema.timeZone);
      return repository.findShowtimes({ from: later(day.from, from), to: earlier(day.to, to), movieId });
    }
    if (from === undefined && to === undefined) return upcomingShowtimes(movieId);
    return repository.findShowtimes({ from, to, movieId });
  }

  /** Showtimes that still sell or would if they were not cancelled, sorted by start. */
  async function upcomingShowtimes(movieId?: string): Promise<ShowtimeRecord[]> {
    return repository.findShowtimes({ onSaleAt: clock.now(), movieId });
  }

  /** Movies that can still be seen, sorted by title. */
  async function listMovies(): Promise<Movie[]> {
    const playing = (await upcomingShowtimes()).filter(({ cancelled }) => !cancelled);
    const movies = new Map(playing.map(({ movie }) => [movie.id, movie]));
    return [...movies.values()].sort((a, b) => a.title.localeCompare(b.title, 'en'));
  }

  /** Forgets what is in memory, so that the next question sees the database. */
  function reload(): void {
    showtimes.clear();
    layouts.clear();
  }

  return {
    findShowtime,
    requireShowtime,
    layoutOf,
    listShowtimes,
    upcomingShowtimes,
    listMovies,
    findCinema: () => repository.findCinema(),
    reload,
  };
}

function later(one: Date, other: Date | undefined): Date {
  return other !== undefined && other > one ? other : one;
}

function earlier(one: Date, other: Date | undefined): Date {
  return other !== undefined && other < one ? other : one;
}
