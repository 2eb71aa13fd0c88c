import { instantOf, localDateOf } from '@foyer/shared/time';
import type { KeptSeatsDocument } from '../showtime.model.ts';
import {
  localPartsOf,
  type ImportCinema,
  type ImportKeptSeats,
  type ImportMovie,
  type ImportShowtime,
} from './import-schema.ts';

export interface ShowtimeTimes {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly salesStartAt: Date | null;
  readonly onlineSalesEndAt: Date;
  readonly salesEndAt: Date;
}

const minuteMs = 60_000;

/** When a showtime starts, ends and sells; null where the cinema's clock skips one of these times. */
export function timesOf(
  showtime: ImportShowtime,
  movie: ImportMovie,
  cinema: ImportCinema,
): ShowtimeTimes | null {
  const startsAt = momentOf(showtime.startsAt, cinema.timeZone);
  const salesStartAt = showtime.salesStartAt ? momentOf(showtime.salesStartAt, cinema.timeZone) : undefined;
  if (startsAt === null || salesStartAt === null) return null;
  const after = (minutes: number): Date => new Date(startsAt.getTime() + minutes * minuteMs);
  const { salesEndMinutes } = cinema;
  const onlineMinutes = showtime.onlineSalesEndMinutes ?? cinema.onlineSalesEndMinutes ?? salesEndMinutes;
  return {
    startsAt,
    salesStartAt: salesStartAt ?? null,
    onlineSalesEndAt: after(Math.min(onlineMinutes, salesEndMinutes)),
    endsAt: after(cinema.trailerMinutes + movie.runtimeMinutes),
    salesEndAt: after(salesEndMinutes),
  };
}

/** The instant meant; a wall-clock time that happens twice means its first pass, an instant can name the second. */
export function momentOf(text: string, timeZone: string): Date | null {
  const local = localPartsOf(text);
  if (local === null) return new Date(text);
  const instant = instantOf(local.date, local.time, timeZone);
  const isReal = localDateOf(instant, timeZone) === local.date && clockOf(instant, timeZone) === local.time;
  return isReal ? instant : null;
}

/** What a showtime keeps back. A release at a time that the clock skips comes when the clock has moved on. */
export function keptSeatsOf(
  { keptSeats }: ImportShowtime,
  startsAt: Date,
  timeZone: string,
): readonly KeptSeatsDocument[] {
  const releaseOf = ({ releaseAt, releaseMinutesBeforeStart: minutes }: ImportKeptSeats): Date | null => {
    const local = releaseAt === undefined ? null : localPartsOf(releaseAt);
    if (local) return instantOf(local.date, local.time, timeZone);
    if (releaseAt !== undefined) return new Date(releaseAt);
    return minutes === null ? null : new Date(startsAt.getTime() - minutes * minuteMs);
  };
  return keptSeats.map((group) => ({ seats: group.seats, releaseAt: releaseOf(group), roles: group.roles }));
}

function clockOf(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
  }).format(instant);
}
