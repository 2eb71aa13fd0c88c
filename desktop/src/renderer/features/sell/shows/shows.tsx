import type { Showtime } from '@foyer/shared/http/catalogue';
import { type LocalDate, nextDate } from '@foyer/shared/time';
import { CalendarX2, ChevronLeft, ChevronRight, CloudOff } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { textOf } from '../../../data/problem-texts.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice, Skeleton } from '../../../ui/notice.tsx';
import { dayName } from '../../../ui/when.ts';
import { ShowItem } from './show-item.tsx';
import './shows.css';

interface ShowsProps {
  readonly date: LocalDate | null;
  readonly today: LocalDate | null;
  readonly showtimes: readonly Showtime[] | undefined;
  readonly error: unknown;
  readonly chosen: Showtime | null;
  readonly nowMs: number;
  readonly onDate: (date: LocalDate) => void;
  readonly onChoose: (showtime: Showtime) => void;
  readonly onRetry: () => void;
}

/** The left column: what plays on a day. */
export function Shows(props: ShowsProps): ReactNode {
  const { date, today, showtimes, error, chosen, nowMs, onDate, onChoose, onRetry } = props;
  const list = useRef<HTMLOListElement>(null);
  const laidOut = useRef<LocalDate | null>(null);
  const chosenId = chosen?.id;
  useEffect(() => {
    // In the frame that lays the new hall out anyway, instead of forcing a layout of its own.
    const frame = requestAnimationFrame(() => {
      const show = list.current?.querySelector(`[data-show="${chosenId}"]`);
      if (!show) return;
      // A new day begins at the chosen show, with what comes next in view; later the list stays where it is.
      const block = laidOut.current === date ? 'nearest' : 'start';
      // Where the shows stand in a line, only that moves.
      show.scrollIntoView({ block, inline: block });
      laidOut.current = date;
    });
    return () => cancelAnimationFrame(frame);
  }, [chosenId, date]);
  return (
    <nav className="shows" aria-label="Shows">
      <header className="shows-day">
        <h2 className="label">
          {date === null ? 'Shows' : dayName(date)}
          {date !== null && date === today && <span className="shows-today">Today</span>}
        </h2>
        {date !== null && (
          <span>
            <Button tone="quiet" label="Day before" onPress={() => onDate(nextDate(date, -1))}>
              <ChevronLeft size={16} aria-hidden="true" />
            </Button>
            <Button tone="quiet" label="Next day" onPress={() => onDate(nextDate(date, 1))}>
              <ChevronRight size={16} aria-hidden="true" />
            </Button>
          </span>
        )}
      </header>
      {showtimes === undefined && error !== null && (
        <Notice
          icon={CloudOff}
          title="No programme"
          tone="trouble"
          action={<Button onPress={onRetry}>Try again</Button>}
        >
          {textOf(error)}
        </Notice>
      )}
      {showtimes === undefined && error === null && <Skeleton lines={7} label="Loading the shows" />}
      {showtimes?.length === 0 && (
        <Notice icon={CalendarX2} title="Nothing plays">
          No show is planned for this day. Choose another day above.
        </Notice>
      )}
      <ol ref={list} className="shows-list">
        {showtimes?.map((showtime) => (
          <ShowItem
            key={showtime.id}
            showtime={showtime}
            isChosen={showtime.id === chosen?.id}
            nowMs={nowMs}
            onChoose={onChoose}
          />
        ))}
      </ol>
    </nav>
  );
}
