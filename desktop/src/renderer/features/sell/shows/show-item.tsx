import type { Showtime } from '@foyer/shared/http/catalogue';
import { memo, type ReactNode } from 'react';
import { clockTime } from '../../../ui/when.ts';
import { AvailabilityBar } from './availability-bar.tsx';
import { showState } from './show-state.ts';

interface ShowItemProps {
  readonly showtime: Showtime;
  readonly isChosen: boolean;
  readonly nowMs: number;
  readonly onChoose: (showtime: Showtime) => void;
}

/** One show of the day: when, what, where, and how full. */
export const ShowItem = memo(function ShowItem({
  showtime,
  isChosen,
  nowMs,
  onChoose,
}: ShowItemProps): ReactNode {
  const { movie, auditorium, startsAt, timeZone, availability } = showtime;
  const { words, isOver, hasStarted, isScarce } = showState(showtime, nowMs);
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
        <span className="show-when">
          <span className="show-time">{clockTime(startsAt, timeZone)}</span>
          {hasStarted && !isOver && <span className="show-started">started</span>}
        </span>
        <span className="show-facts">
          <span className="show-title">{movie.title}</span>
          <span className="show-where">
            <span>
              {auditorium.name} · {movie.rating}
            </span>
            <em data-few={isScarce || undefined}>{words}</em>
          </span>
          <AvailabilityBar availability={availability} />
        </span>
      </button>
    </li>
  );
});
