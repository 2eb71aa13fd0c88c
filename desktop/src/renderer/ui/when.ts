import { madeOnce } from '@foyer/shared/made-once';
import { localDateOf } from '@foyer/shared/time';

const timeFormat = formatsOf({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const exactFormat = formatsOf({ dateStyle: 'medium', timeStyle: 'medium' });
const dayFormat = formatsOf({ weekday: 'short', day: 'numeric', month: 'short' });

/** Clock time in a zone, e.g. `19:15`. */
export function clockTime(instant: string | number, timeZone: string): string {
  return timeFormat(timeZone).format(at(instant));
}

/** Clock time with seconds, for lists in which order matters. */
export function exactTime(instant: string, timeZone: string): string {
  return exactFormat(timeZone).format(at(instant));
}

/** A calendar day for people, e.g. `Sat 21 Nov`. */
export function dayName(date: string): string {
  return dayFormat('UTC')
    .format(at(`${date}T12:00:00Z`))
    .replace(',', '');
}

/** When a show starts, with its day unless that is today: `19:15`, or `Sat 21 Nov, 19:15`. */
export function showTime(startsAt: string, timeZone: string, nowMs: number): string {
  const day = otherDay(startsAt, timeZone, nowMs);
  const time = clockTime(startsAt, timeZone);
  return day === null ? time : `${day}, ${time}`;
}

/** The day of an instant by name; null where that day is today. */
export function otherDay(instant: string, timeZone: string, nowMs: number): string | null {
  const date = localDateOf(at(instant), timeZone);
  return date === localDateOf(at(nowMs), timeZone) ? null : dayName(date);
}

/** How long ago, in the largest unit that says it, e.g. `4 min ago`. */
export function ago(instant: string, nowMs: number): string {
  const seconds = Math.max(0, Math.round((nowMs - Date.parse(instant)) / 1000));
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

/** Minutes and seconds left, e.g. `4:12`. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** By time zone. */
function formatsOf(options: Intl.DateTimeFormatOptions): (timeZone: string) => Intl.DateTimeFormat {
  return madeOnce((timeZone) => new Intl.DateTimeFormat('en-GB', { timeZone, ...options }));
}

function at(instant: string | number): Date {
  return new Date(instant);
}
