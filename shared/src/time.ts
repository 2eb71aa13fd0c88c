import { z } from 'zod';
import { madeOnce } from './made-once.ts';

/** ISO 8601 in UTC, e.g. `2026-11-23T19:15:00.000Z`. */
export const Instant = z.iso.datetime();
export type Instant = z.infer<typeof Instant>;

/** A calendar day in the cinema's own zone, `YYYY-MM-DD`. */
export const LocalDate = z.iso.date();
export type LocalDate = z.infer<typeof LocalDate>;

/** IANA zone name, e.g. `Europe/Berlin`. */
export const TimeZone = z.string().refine(isTimeZone, 'is not an IANA time zone');
export type TimeZone = z.infer<typeof TimeZone>;

const dayFormat = madeOnce(
  (timeZone: string) =>
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
);

const wallFormat = madeOnce(
  (timeZone: string) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }),
);

/** The calendar day an instant falls on in the given zone. */
export function localDateOf(instant: Date, timeZone: string): LocalDate {
  return dayFormat(timeZone).format(instant);
}

/**
 * The instants at which a calendar day starts and the next one starts in the given zone.
 * Days of a clock change are 23 or 25 hours long.
 */
export function dayBounds(date: LocalDate, timeZone: string): { readonly from: Date; readonly to: Date } {
  return { from: startOfDay(date, timeZone), to: startOfDay(nextDate(date), timeZone) };
}

/**
 * The instant of a wall-clock time (`HH:MM`) in a zone. A time that a clock change repeats means its first pass;
 * one that it skips moves forward with the clock.
 */
export function instantOf(date: LocalDate, time: string, timeZone: string): Date {
  const wallMs = Date.parse(`${date}T${time}:00Z`);
  const dayMs = 86_400_000;
  const before = wallMs - offsetMs(wallMs - dayMs, timeZone);
  const after = wallMs - offsetMs(wallMs + dayMs, timeZone);
  const real = [before, after].filter((instant) => instant + offsetMs(instant, timeZone) === wallMs);
  return new Date(real.length > 0 ? Math.min(...real) : before);
}

/** The calendar day after the given one. */
export function nextDate(date: LocalDate, days = 1): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function startOfDay(date: LocalDate, timeZone: string): Date {
  return instantOf(date, '00:00', timeZone);
}

function offsetMs(instantMs: number, timeZone: string): number {
  const parts = wallFormat(timeZone).formatToParts(instantMs);
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return wall - Math.floor(instantMs / 1000) * 1000;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
