import type { Seat } from '@foyer/shared/http/seat-map';
import type { SeatId } from '@foyer/shared/ids';
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import {
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type MouseEvent,
  type ReactNode,
  useMemo,
  useRef,
} from 'react';
import { type Statuses, statusOf } from '../../../data/hall.ts';
import { Button } from '../../../ui/button.tsx';
import { frameOf, unit } from './frame.ts';
import type { HallOrder } from './hall-order.ts';
import { lookOf, type OwnSeat } from './seat-look.ts';
import './seat-map.css';
import { SeatShape } from './seat-shape.tsx';
import { Surroundings } from './surroundings.tsx';
import { useZoom, type ZoomControls } from './use-zoom.ts';
import { boxOf } from './zoom.ts';

interface SeatMapProps {
  readonly name: string;
  readonly seats: readonly Seat[];
  readonly order: HallOrder;
  readonly statuses: Statuses;
  readonly own: Readonly<Record<string, OwnSeat>>;
  /** Categories from the cheapest up. */
  readonly categories: readonly string[];
  /** What a seat of each category costs, as people read it. */
  readonly prices: Readonly<Record<string, string>>;
  readonly cursor: SeatId | null;
  readonly onPick: (seat: SeatId) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The hall: a pure function of layout, statuses, what is ours and how near we look. */
export function SeatMap(props: SeatMapProps): ReactNode {
  const { name, seats, order, statuses, own, categories, prices, cursor, onPick, onKeyDown } = props;
  const map = useRef<SVGSVGElement>(null);
  const frame = useMemo(() => frameOf(seats), [seats]);
  const width = (frame.right - frame.left) * unit;
  const height = (frame.bottom - frame.top) * unit;
  const cursorSeat = useMemo(() => seats.find((seat) => seat.id === cursor), [seats, cursor]);
  const controls = useZoom(map, frame, cursorSeat);
  const { times } = controls.zoom;
  const box = boxOf(controls.zoom, frame);
  return (
    <>
      <svg
        ref={map}
        className="seat-map"
        role="listbox"
        tabIndex={-1}
        aria-multiselectable="true"
        aria-label={`Seats of ${name}`}
        viewBox={[box.left, box.top, box.width, box.height].map((length) => length * unit).join(' ')}
        data-zoomed={times > 1 || undefined}
        // While all of it fits, seats grow no larger than a finger needs.
        style={{ maxWidth: width * 1.15 * times, maxHeight: height * 1.15 * times, ...textSizes(width) }}
        onClick={(event) => pick(event, onPick)}
        onKeyDown={onKeyDown}
      >
        <Surroundings order={order} frame={frame} categories={categories} prices={prices} />
        <Seats
          seats={seats}
          statuses={statuses}
          own={own}
          categories={categories}
          prices={prices}
          cursor={cursor}
        />
        <Cursor seat={cursorSeat} />
      </svg>
      <ZoomButtons {...controls} />
    </>
  );
}

type SeatsProps = Pick<SeatMapProps, 'seats' | 'statuses' | 'own' | 'categories' | 'prices' | 'cursor'>;

/** Looks at every seat again only when one of them may have changed: not for a zoom. */
const Seats = memo(function Seats({
  seats,
  statuses,
  own,
  categories,
  prices,
  cursor,
}: SeatsProps): ReactNode {
  return seats.map((seat) => (
    <SeatShape
      key={seat.id}
      seat={seat}
      look={lookOf(statusOf(statuses, seat.id), own[seat.id] ?? null)}
      rank={Math.max(0, categories.indexOf(seat.category))}
      price={prices[seat.category] ?? null}
      isCursor={seat.id === cursor}
    />
  ));
});

function ZoomButtons({ zoom, larger, smaller, fit }: ZoomControls): ReactNode {
  return (
    <div className="zoom" role="group" aria-label="Size of the hall">
      <Button tone="quiet" label="Larger" keyName="+" onPress={larger}>
        <ZoomIn size={16} aria-hidden="true" />
      </Button>
      <Button tone="quiet" label="Smaller" keyName="-" isDisabled={zoom.times === 1} onPress={smaller}>
        <ZoomOut size={16} aria-hidden="true" />
      </Button>
      <Button tone="quiet" label="Whole hall" keyName="0" isDisabled={zoom.times === 1} onPress={fit}>
        <Maximize size={16} aria-hidden="true" />
      </Button>
    </div>
  );
}

/** A large hall is drawn smaller, so its letters are larger in its own units and stay readable on screen. */
function textSizes(width: number): CSSProperties {
  const growth = Math.max(1, width / 900);
  const sizes = {
    '--seat-text': `${15 * Math.min(growth, 1.2)}px`,
    '--row-name': `${14 * Math.min(growth, 1.5)}px`,
    '--screen-name': `${11 * Math.min(growth, 1.5)}px`,
  };
  return sizes as CSSProperties;
}

/** One ring for the whole hall, drawn where the keyboard is. */
function Cursor({ seat }: { readonly seat: Seat | undefined }): ReactNode {
  if (!seat) return null;
  const reach = 20;
  return (
    <rect
      className="cursor"
      x={seat.x * unit - reach}
      y={seat.y * unit - reach}
      width={2 * reach}
      height={2 * reach}
      rx="11"
    />
  );
}

function pick(event: MouseEvent, onPick: (seat: SeatId) => void): void {
  const target = event.target instanceof Element ? event.target.closest('[data-seat]') : null;
  const id = target?.getAttribute('data-seat');
  // The attribute was written from a SeatId a few lines above.
  if (id) onPick(id as SeatId);
}
