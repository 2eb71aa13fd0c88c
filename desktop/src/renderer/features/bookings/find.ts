import { clockTime, dayName } from '../../ui/when.ts';
import { localDateOf } from '@foyer/shared/time';
import type { BookingRow } from './booking-row.ts';

interface Place {
  readonly timeZone: string;
  /** The till that can be looked for by its name. */
  readonly till: { readonly id: string; readonly name: string } | null;
}

/** Whether every word that somebody typed is said of a booking: each may be about something else. */
export function isFound(row: BookingRow, text: string, place: Place): boolean {
  const words = text.toLowerCase().split(/\s+/);
  return words.every((word) => word === '' || isSaid(row, word, place));
}

function isSaid(row: BookingRow, word: string, { timeZone, till }: Place): boolean {
  const { booking, movieTitle, startsAt, soldBy } = row;
  const bare = word.replaceAll('-', '');
  // A seat is said whole: F1 is not F12.
  if (booking.seats.some((seat) => seat.toLowerCase() === word)) return true;
  if (bare.length >= 3 && booking.reference.replaceAll('-', '').toLowerCase().includes(bare)) return true;
  if (/^\d{4}$/.test(word) && booking.payments.some(({ cardLast4 }) => cardLast4 === word)) return true;
  const times = [startsAt, booking.createdAt].flatMap((instant) =>
    instant === null ? [] : [clockTime(instant, timeZone)],
  );
  if (/^\d{1,2}:\d{0,2}$/.test(word) && times.some((time) => time.startsWith(word.padStart(3, '0'))))
    return true;
  const day = startsAt === null ? '' : dayName(localDateOf(new Date(startsAt), timeZone));
  const here = till !== null && row.till === till.id ? till.name : '';
  return [movieTitle ?? '', soldBy ?? '', day, here]
    .flatMap((name) => name.toLowerCase().split(/\s+/))
    .some((part) => word.length >= 2 && part.startsWith(word));
}
