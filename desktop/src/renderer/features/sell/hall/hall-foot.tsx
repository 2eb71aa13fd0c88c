import type { Seat } from '@foyer/shared/http/seat-map';
import type { SeatId, ShowtimeId } from '@foyer/shared/ids';
import { type ReactNode, type RefObject, useCallback, useEffect, useState } from 'react';
import { type Statuses, statusOf } from '../../../data/hall.ts';
import { EndHoldForm } from './end-hold-form.tsx';
import { focusHall } from './focus-hall.ts';
import { Legend } from './legend.tsx';
import { lookOf, type OwnSeat } from './seat-look.ts';
import { type EndableHold, SeatLine } from './seat-line.tsx';

interface HallFootProps {
  readonly showtimeId: ShowtimeId;
  /** Where the map is, to know the seat under the mouse. */
  readonly room: RefObject<HTMLElement | null>;
  readonly seats: readonly Seat[];
  readonly statuses: Statuses;
  readonly own: Readonly<Record<string, OwnSeat>>;
  readonly categories: readonly string[];
  readonly prices: Readonly<Record<string, string>>;
  readonly cursor: SeatId | null;
}

/** Below the map: one seat in words, and what the shapes mean, or the hold that a manager is about to end. */
export function HallFoot(props: HallFootProps): ReactNode {
  const { showtimeId, room, seats, statuses, own, categories, prices, cursor } = props;
  const [ending, setEnding] = useState<EndableHold | null>(null);
  const hovered = useHoveredSeat(room);
  const close = useCallback(() => {
    setEnding(null);
    focusHall();
  }, []);
  if (ending) return <EndHoldForm showtimeId={showtimeId} hold={ending} onClose={close} />;
  const seat = seats.find(({ id }) => id === hovered) ?? seats.find(({ id }) => id === cursor);
  return (
    <div className="hall-foot">
      {seat && (
        <SeatLine
          showtimeId={showtimeId}
          seat={seat}
          look={lookOf(statusOf(statuses, seat.id), own[seat.id] ?? null)}
          price={prices[seat.category] ?? null}
          onEnd={setEnding}
        />
      )}
      <Legend seats={seats} statuses={statuses} prices={prices} categories={categories} />
    </div>
  );
}

function useHoveredSeat(room: RefObject<HTMLElement | null>): string | null {
  const [hovered, setHovered] = useState<string | null>(null);
  useEffect(() => {
    const place = room.current;
    if (!place) return undefined;
    const onOver = (event: PointerEvent): void => {
      const seat = event.target instanceof Element ? event.target.closest('[data-seat]') : null;
      setHovered(seat?.getAttribute('data-seat') ?? null);
    };
    const onLeave = (): void => setHovered(null);
    place.addEventListener('pointerover', onOver);
    place.addEventListener('pointerleave', onLeave);
    return () => {
      place.removeEventListener('pointerover', onOver);
      place.removeEventListener('pointerleave', onLeave);
    };
  }, [room]);
  return hovered;
}
