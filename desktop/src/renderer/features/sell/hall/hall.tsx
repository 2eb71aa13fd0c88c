import type { Showtime } from '@foyer/shared/http/catalogue';
import type { Seat } from '@foyer/shared/http/seat-map';
import type { SeatId } from '@foyer/shared/ids';
import { CloudOff } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { type Statuses, statusOf, useHall } from '../../../data/hall.ts';
import { textOf } from '../../../data/problem-texts.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice, Skeleton } from '../../../ui/notice.tsx';
import { focusHall, focusSeat, isSaleAnswered } from './focus-hall.ts';
import { hallOrder, startSeat, step } from './hall-order.ts';
import { directionOf } from './directions.ts';
import { HallFoot } from './hall-foot.tsx';
import { HallTitle } from './hall-title.tsx';
import './hall.css';
import { categoriesOf, pricesOf } from './price-list.ts';
import type { OwnSeat } from './seat-look.ts';
import { SeatMap } from './seat-map.tsx';
import { useOpeningTime } from './use-opening-time.ts';

interface HallProps {
  readonly showtime: Showtime;
  /** How many seats the cashier has typed and not yet taken. */
  readonly count: number | null;
  readonly own: Readonly<Record<string, OwnSeat>>;
  readonly cursor: SeatId | null;
  readonly onCursor: (seat: SeatId) => void;
  readonly onToggle: (seat: Seat, statuses: Statuses) => void;
  readonly onSeats: (seats: readonly Seat[]) => void;
}

/** The middle column: one show's hall, live, by mouse and by keyboard. */
export function Hall(props: HallProps): ReactNode {
  const { showtime, count, own, cursor, onCursor, onToggle, onSeats } = props;
  const { map, statuses, error, retry } = useHall(showtime.id);
  const seats = map?.seats;
  const order = useMemo(() => hallOrder(seats ?? []), [seats]);
  const { ticketTypes, currency } = showtime;
  const categories = useMemo(() => categoriesOf(seats ?? [], ticketTypes), [seats, ticketTypes]);
  const prices = useMemo(() => pricesOf(ticketTypes, currency), [ticketTypes, currency]);
  const room = useRef<HTMLDivElement>(null);
  const place = cursor !== null && order.places.has(cursor) ? cursor : null;
  useOpeningTime(showtime.id, seats !== undefined);

  useEffect(() => {
    if (!map || place !== null) return;
    const isFree = (seat: SeatId): boolean => statusOf(statuses, seat) === 'AVAILABLE';
    const start = startSeat(map.seats, isFree, map.layout.focalPoint);
    if (start !== null) onCursor(start);
  }, [map, place, statuses, onCursor]);
  useEffect(() => {
    if (seats) onSeats(seats);
  }, [seats, onSeats]);
  useEffect(() => {
    // Where the keyboard is in the hall already, it goes along with a cursor that something else has moved.
    if (place !== null && document.activeElement?.closest('.seat-map')) focusSeat(place);
  }, [place]);
  const isReady = seats !== undefined && place !== null;
  useEffect(() => {
    if (isReady && !isSaleAnswered()) focusHall();
  }, [isReady]);

  const focus = (seat: SeatId): void => {
    onCursor(seat);
    focusSeat(seat);
  };
  const toggle = (id: SeatId): void => {
    const seat = seats?.find((candidate) => candidate.id === id);
    if (seat) onToggle(seat, statuses);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = directionOf(event.key);
    if (place === null || event.ctrlKey || event.altKey || event.metaKey) return;
    if (direction) focus(step(order, place, direction));
    else if (event.key === ' ' || event.key === 'Enter') toggle(place);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section className="hall" aria-label="Hall">
      <HallTitle showtime={showtime} statuses={statuses} seats={seats} count={count} />
      <div className="hall-room" ref={room}>
        {seats ? (
          <SeatMap
            name={showtime.auditorium.name}
            seats={seats}
            order={order}
            statuses={statuses}
            own={own}
            categories={categories}
            prices={prices}
            cursor={place}
            onKeyDown={onKeyDown}
            onPick={(seat) => {
              focus(seat);
              toggle(seat);
            }}
          />
        ) : error ? (
          <Notice
            icon={CloudOff}
            title="The hall can’t be shown"
            tone="trouble"
            action={<Button onPress={retry}>Try again</Button>}
          >
            {textOf(error)}
          </Notice>
        ) : (
          <Skeleton lines={6} label="Loading the hall" />
        )}
      </div>
      {seats && (
        <HallFoot
          showtimeId={showtime.id}
          room={room}
          seats={seats}
          statuses={statuses}
          own={own}
          categories={categories}
          prices={prices}
          cursor={place}
        />
      )}
    </section>
  );
}
