/** Requests as the rows send them. */
import { randomUUID } from 'node:crypto';
import type { SeatId, ShowtimeId } from '@foyer/shared/ids';
import type { Step } from '../load/job.ts';
import type { Show } from '../stage/halls.ts';

type Headers = Step['headers'];

export function holdCall(showtimeId: ShowtimeId, seats: readonly SeatId[], headers: Headers): Step {
  const body = JSON.stringify({ seats });
  return { method: 'POST', path: `/api/showtimes/${showtimeId}/seats/lock`, headers, body };
}

export function bestCall(showtimeId: ShowtimeId, count: number, headers: Headers): Step {
  const body = JSON.stringify({ count });
  return { method: 'POST', path: `/api/showtimes/${showtimeId}/seats/best`, headers, body };
}

export function releaseCall(showtimeId: ShowtimeId, holdId: string, headers: Headers): Step {
  const body = JSON.stringify({ holdId });
  return { method: 'DELETE', path: `/api/showtimes/${showtimeId}/seats/lock`, headers, body };
}

/** Sells for cash what the chain's first step holds. */
export function confirmCall(showtimeId: ShowtimeId, headers: Headers): Step {
  const path = `/api/showtimes/${showtimeId}/bookings/confirm`;
  return {
    method: 'POST',
    path,
    headers: { ...headers, 'idempotency-key': randomUUID() },
    body: '{"holdId":"$hold"}',
  };
}

export function mapCall(showtimeId: ShowtimeId): Step {
  return { method: 'GET', path: `/api/showtimes/${showtimeId}/seat-map`, headers: {}, body: null };
}

/** Groups of `size` neighbouring seats, taking one from each show in turn, so that all halls fill alike. */
export function groupsOf(
  shows: readonly Show[],
  size: number,
  count: number,
): readonly { readonly showtimeId: ShowtimeId; readonly seats: readonly SeatId[] }[] {
  const groups = Array.from({ length: count }, (_, index) => {
    const show = shows[index % shows.length];
    const from = Math.floor(index / shows.length) * size;
    return { showtimeId: show?.id, seats: show?.seats.slice(from, from + size) ?? [] };
  });
  return groups.map(({ showtimeId, seats }) => {
    if (!showtimeId || seats.length < size) throw new Error('there are too few seats for this round');
    return { showtimeId, seats };
  });
}

/** Halls are filled no further: beyond it online customers are refused (docs/seat-rules.md). */
const fullest = 0.75;

/** How many halls of that size hold so many seats. */
export function showsFor(seats: number, hallSize: number): number {
  return Math.max(1, Math.ceil(seats / (hallSize * fullest)));
}

export function pick<Value>(values: readonly Value[], index: number): Value {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('there is nothing to pick from');
  return value;
}
