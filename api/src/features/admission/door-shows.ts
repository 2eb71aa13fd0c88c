import type { DoorShow } from '@foyer/shared/http/admissions';
import type { ShowtimeId } from '@foyer/shared/ids';
import { businessDayOf, nightBefore } from '@foyer/shared/rules/business-day';
import { localDateOf, type LocalDate } from '@foyer/shared/time';
import type { ShowtimeRecord } from '../catalogue/catalogue.ts';

export interface DoorShowNeeds {
  /** Throws showtime.not-found. */
  readonly requireShowtime: (id: ShowtimeId) => Promise<ShowtimeRecord>;
  readonly showsBetween: (
    bounds: ReturnType<typeof nightBefore>,
  ) => Promise<readonly Pick<ShowtimeRecord, 'startsAt' | 'endsAt' | 'cancelled'>[]>;
  /** How long before its start a show's doors open. */
  readonly opensBeforeMs: number;
}

export type DoorShows = ReturnType<typeof createDoorShows>;

/** Shows as doors see them. */
export function createDoorShows({ requireShowtime, showsBetween, opensBeforeMs }: DoorShowNeeds) {
  async function dayOf(instant: Date, timeZone: string): Promise<LocalDate> {
    const shows = await showsBetween(nightBefore(localDateOf(instant, timeZone), timeZone));
    return businessDayOf(
      instant,
      shows.filter(({ cancelled }) => !cancelled),
      timeZone,
    );
  }

  return {
    /** Throws showtime.not-found. */
    find: async (id: ShowtimeId): Promise<DoorShow> => {
      const { movie, auditorium, startsAt, endsAt, timeZone, cancelled } = await requireShowtime(id);
      return {
        showtimeId: id,
        title: movie.title,
        auditorium: auditorium.name,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        timeZone,
        opensAt: new Date(startsAt.getTime() - opensBeforeMs).toISOString(),
        cancelled,
      };
    },
    /** Whether a show is of the house's day that it is now, which ends with the last show. */
    isToday: async ({ startsAt, timeZone }: DoorShow, now: Date): Promise<boolean> => {
      const [its, today] = await Promise.all([dayOf(new Date(startsAt), timeZone), dayOf(now, timeZone)]);
      return its === today;
    },
  };
}
