import type { Showtime } from '@foyer/shared/http/catalogue';
import { memo, type ReactNode } from 'react';
import { clockTime } from '../../../ui/when.ts';
import { AvailabilityBar } from './availability-bar.tsx';

interface ShowItemProps {
  readonly showtime: Showtime;
  readonly isChosen: boolean;
  readonly isOver: boolean;
  readonly onChoose: (showtime: Showtime) => void;
}

/** One show of the day: when, what, where, and how full. */
export const ShowItem = memo(function ShowItem({
  showtime,
  isChosen,
  isOver,
  onChoose,
}: ShowItemProps): ReactNode {
  const { movie, auditorium, startsAt, timeZone, availability } = showtime;
  return (
    <li>
      <button
        type="button"
        className="show"
        aria-current={isChosen}
        data-over={isOver || undefined}
        data-show={showtime.id}
        onClick={() => onChoose(showtime)}
      >
        <span className="show-time">{clockTime(startsAt, timeZone)}</span>
        <span className="show-facts">
          <span className="show-title">{movie.title}</span>
          <span className="show-where">
            <span>
              {movie.rating} · {auditorium.name}
            </span>
            <em data-few={isScarce(showtime) || undefined}>{state(showtime, isOver)}</em>
          </span>
          <AvailabilityBar availability={availability} />
        </span>
      </button>
    </li>
  );
});

function state({ sales, availability }: Showtime, isOver: boolean): string {
  if (sales === 'CANCELLED') return 'cancelled';
  if (isOver) return 'started';
  if (sales === 'CLOSED') return 'closed';
  return availability.available === 0 ? 'sold out' : `${availability.available} left`;
}

function isScarce({ availability }: Showtime): boolean {
  return availability.available <= availability.total * 0.1;
}
