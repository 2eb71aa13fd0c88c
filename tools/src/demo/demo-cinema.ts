/** The demo cinema as an import document: real films, four halls, two price lists, seven days. */
import type { ImportDocument } from '@foyer/api/features/catalogue/import/import-schema';
import { localDateOf, nextDate } from '@foyer/shared/time';
import source from './films.json' with { type: 'json' };
import { demoHalls } from './halls.ts';
import { cleaningMinutes, type DemoMovie, programmeOf, trailerMinutes } from './programme.ts';

const timeZone = 'Europe/Berlin';
const days = 7;

export const demoCinemaName = 'Kanal-Lichtspiele Berlin';

/** Seven days from the cinema's today. A day's showtimes are the same whenever they are asked for. */
export function demoCinema(now: Date): ImportDocument {
  const movies = demoMovies();
  const today = localDateOf(now, timeZone);
  const dates = Array.from({ length: days }, (_, index) => nextDate(today, index));
  return {
    cinema: { name: demoCinemaName, timeZone, currency: 'EUR', trailerMinutes, cleaningMinutes },
    movies,
    auditoriums: demoHalls(),
    priceLists: [
      { id: 'weekday', name: 'Monday to Thursday', ticketTypes: ticketTypes([1150, 750, 900, 950]) },
      { id: 'weekend', name: 'Friday to Sunday', ticketTypes: ticketTypes([1350, 850, 1050, 1100]) },
    ],
    showtimes: dates.flatMap((date) => programmeOf(date, movies)),
  };
}

function demoMovies(): DemoMovie[] {
  return source.films.map((film, index) => ({ id: idOf(film.title), ...film, version: versionOf(index) }));
}

/** `L.A. Confidential` → `l-a-confidential`. */
function idOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function versionOf(index: number): string {
  if (index % 5 === 1) return 'English, German subtitles';
  return index % 5 === 3 ? 'English' : 'German';
}

const premiumMinor = 300;

function ticketTypes(standardMinor: readonly [number, number, number, number]) {
  const [adult, child, student, senior] = standardMinor;
  const type = (id: string, name: string, standard: number) => ({
    id,
    name,
    pricesMinor: { standard, premium: standard + premiumMinor },
  });
  return [
    type('adult', 'Adult', adult),
    type('child', 'Child', child),
    type('student', 'Student', student),
    type('senior', 'Senior', senior),
  ];
}
