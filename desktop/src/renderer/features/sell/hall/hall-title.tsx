import type { Showtime } from '@foyer/shared/http/catalogue';
import type { Seat } from '@foyer/shared/http/seat-map';
import type { ReactNode } from 'react';
import { type Statuses, statusOf } from '../../../data/hall.ts';
import { Key } from '../../../ui/key.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { clockTime, otherDay } from '../../../ui/when.ts';

interface HallTitleProps {
  readonly showtime: Showtime;
  readonly statuses: Statuses;
  readonly seats: readonly Seat[] | undefined;
  readonly count: number | null;
}

/** What plays, where and until when, and how many seats are left at this moment. The day is named unless it is today. */
export function HallTitle({ showtime, statuses, seats, count }: HallTitleProps): ReactNode {
  const { movie, auditorium, startsAt, endsAt, timeZone, sales } = showtime;
  const left = seats?.filter((seat) => statusOf(statuses, seat.id) === 'AVAILABLE').length;
  const day = otherDay(startsAt, timeZone, useNow(30_000));
  const facts = [
    `${clockTime(startsAt, timeZone)}–${clockTime(endsAt, timeZone)}`,
    auditorium.name,
    movie.rating,
    `${movie.runtimeMinutes} min`,
    movie.version,
  ].filter((fact) => fact !== '');
  return (
    <header className="hall-title">
      <h1 title={movie.title}>{movie.title}</h1>
      <p className="quiet">
        {day !== null && <strong className="hall-day">{day}</strong>}
        {facts.join(' · ')}
      </p>
      {count !== null && (
        <p className="hall-count" role="status">
          <strong>{count}</strong> {count === 1 ? 'best seat' : 'best seats'} <Key name="Enter" />
        </p>
      )}
      {count === null && sales !== 'OPEN' && (
        <p className="hall-left">
          <strong>{sales === 'CANCELLED' ? 'Cancelled' : 'Sales closed'}</strong>
        </p>
      )}
      {count === null && sales === 'OPEN' && left !== undefined && (
        <p className="hall-left">
          <strong>{left}</strong> <span className="quiet">free</span>
        </p>
      )}
    </header>
  );
}
