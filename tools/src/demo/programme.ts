/** Which film plays when: decided by the date alone, so that every import of a day says the same. */
import type { ImportDocument } from '@foyer/api/features/catalogue/import/import-schema';
import type { LocalDate } from '@foyer/shared/time';

export type DemoMovie = ImportDocument['movies'][number];
export type DemoShowtime = ImportDocument['showtimes'][number];

export const trailerMinutes = 15;
export const cleaningMinutes = 20;

/** The last start of a day is late enough that somebody who tries Foyer at night finds a show on sale. */
const starts: Readonly<Record<string, readonly string[]>> = {
  h1: ['11:30', '14:15', '17:00', '20:00', '23:30'],
  h2: ['10:45', '13:30', '16:15', '19:15', '22:30'],
  h3: ['11:00', '13:45', '16:30', '19:45', '22:45'],
  h4: ['10:30', '13:15', '16:00', '19:00', '23:00'],
};
const lateFilmMinutes = 150;
const filmsPerWeek = 18;
const dayMs = 86_400_000;

/** Every showtime of one day, e.g. `st-20261123-h2-1915`. */
export function programmeOf(date: LocalDate, movies: readonly DemoMovie[]): DemoShowtime[] {
  const day = Date.parse(`${date}T00:00:00Z`) / dayMs;
  const playing = filmsOfWeek(day, movies);
  return Object.entries(starts).flatMap(([hall, times], hallIndex) => {
    const shown = new Set<DemoMovie>();
    return times.map((time, slot) => {
      const fitting = fittingFilms({ time, next: times[slot + 1], playing, movies });
      const fresh = fitting.filter((movie) => !shown.has(movie));
      const choice = fresh.length > 0 ? fresh : fitting;
      const movie = choice[(day * 5 + hallIndex * 7 + slot * 3) % choice.length];
      if (movie === undefined) throw new Error(`No film is short enough for ${hall} at ${time}.`);
      shown.add(movie);
      return {
        id: `st-${date.replaceAll('-', '')}-${hall}-${time.replace(':', '')}`,
        movie: movie.id,
        auditorium: hall,
        priceList: isWeekend(day) ? 'weekend' : 'weekday',
        startsAt: `${date}T${time}`,
      };
    });
  });
}

/** A cinema's week begins on Thursday, as the first day of 1970 did. */
function filmsOfWeek(day: number, movies: readonly DemoMovie[]): DemoMovie[] {
  const week = Math.floor(day / 7);
  const places = Array.from({ length: filmsPerWeek }, (_, index) => (week * 5 + index) * 7);
  return [...new Set(places.flatMap((place) => movies[place % movies.length] ?? []))];
}

interface Slot {
  readonly time: string;
  readonly next: string | undefined;
  readonly playing: readonly DemoMovie[];
  readonly movies: readonly DemoMovie[];
}

/** Films short enough for the gap, for children by day and for adults by night, if the week has any. */
function fittingFilms({ time, next, playing, movies }: Slot): readonly DemoMovie[] {
  const longest =
    next === undefined
      ? lateFilmMinutes
      : minutesOf(next) - minutesOf(time) - trailerMinutes - cleaningMinutes;
  const isShort = ({ runtimeMinutes }: DemoMovie): boolean => runtimeMinutes <= longest;
  const unsuitable = time < '16:30' ? ['R'] : time > '19:30' ? ['G', 'PG'] : [];
  const short = playing.filter(isShort);
  const suitable = short.filter(({ rating }) => !unsuitable.includes(rating ?? ''));
  return [suitable, short, movies.filter(isShort)].find((films) => films.length > 1) ?? [];
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** Friday to Sunday; day 0 was a Thursday. */
function isWeekend(day: number): boolean {
  return [1, 2, 3].includes(day % 7);
}
