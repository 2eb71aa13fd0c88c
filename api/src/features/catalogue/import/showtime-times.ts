import { instantOf, localDateOf } from '@foyer/shared/time';
import { localPartsOf, type ImportCinema, type ImportMovie, type ImportShowtime } from './import-schema.ts';

export interface ShowtimeTimes {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly salesEndAt: Date;
}

const minuteMs = 60_000;

/** When a showtime starts, ends and stops selling; null where the cinema's clock skips its start. */
export function timesOf(
  showtime: ImportShowtime,
  movie: ImportMovie,
  cinema: ImportCinema,
): ShowtimeTimes | null {
  const startsAt = startOf(showtime.startsAt, cinema.timeZone);
  if (startsAt === null) return null;
  const after = (minutes: number): Date => new Date(startsAt.getTime() + minutes * minuteMs);
  return {
    startsAt,
    endsAt: after(cinema.trailerMinutes + movie.runtimeMinutes),
    salesEndAt: after(cinema.salesEndMinutes),
  };
}

/** The instant meant; a wall-clock time that happens twice means its first pass, an instant can name the second. */
function startOf(text: string, timeZone: string): Date | null {
  const local = localPartsOf(text);
  if (local === null) return new Date(text);
  const instant = instantOf(local.date, local.time, timeZone);
  const isReal = localDateOf(instant, timeZone) === local.date && clockOf(instant, timeZone) === local.time;
  return isReal ? instant : null;
}

function clockOf(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
  }).format(instant);
}
