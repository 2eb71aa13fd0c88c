import type { Seat } from '@foyer/shared/http/seat-map';
import type { SeatId } from '@foyer/shared/ids';
import { type CSSProperties, type KeyboardEvent, memo, type MouseEvent, type ReactNode } from 'react';
import { type Statuses, statusOf } from '../../../data/hall.ts';
import { aislesOf, type HallOrder } from './hall-order.ts';
import { lookOf, type OwnSeat } from './seat-look.ts';
import './seat-map.css';
import { SeatShape, unit } from './seat-shape.tsx';

interface SeatMapProps {
  readonly name: string;
  readonly seats: readonly Seat[];
  readonly order: HallOrder;
  readonly statuses: Statuses;
  readonly own: Readonly<Record<string, OwnSeat>>;
  /** Categories from the cheapest up. */
  readonly categories: readonly string[];
  readonly cursor: SeatId | null;
  readonly onPick: (seat: SeatId) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The hall: a pure function of layout, statuses and what is ours. */
export function SeatMap(props: SeatMapProps): ReactNode {
  const { name, seats, order, statuses, own, categories, cursor, onPick, onKeyDown } = props;
  const frame = frameOf(seats);
  const width = (frame.right - frame.left) * unit;
  const height = (frame.bottom - frame.top) * unit;
  return (
    <svg
      className="seat-map"
      role="listbox"
      tabIndex={-1}
      aria-multiselectable="true"
      aria-label={`Seats of ${name}`}
      viewBox={`${frame.left * unit} ${frame.top * unit} ${width} ${height}`}
      // Seats never grow larger than a finger needs.
      style={{ maxWidth: width * 1.15, maxHeight: height * 1.15, ...textSizes(width) }}
      onClick={(event) => pick(event, onPick)}
      onKeyDown={onKeyDown}
    >
      <Surroundings order={order} frame={frame} />
      {seats.map((seat) => (
        <SeatShape
          key={seat.id}
          seat={seat}
          look={lookOf(statusOf(statuses, seat.id), own[seat.id] ?? null)}
          rank={Math.max(0, categories.indexOf(seat.category))}
          isCursor={seat.id === cursor}
        />
      ))}
      <Cursor seat={seats.find((seat) => seat.id === cursor)} />
    </svg>
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

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Screen, and row letters at both ends and in the aisles. */
const Surroundings = memo(function Surroundings({
  order,
  frame,
}: {
  readonly order: HallOrder;
  readonly frame: Frame;
}): ReactNode {
  const middle = ((frame.left + frame.right) / 2) * unit;
  const reach = (frame.right - frame.left - 2.4) * unit * 0.44;
  const y = (frame.top + 0.9) * unit;
  return (
    <g aria-hidden="true">
      <path
        className="screen-glow"
        d={`M${middle - reach} ${y} Q${middle} ${y - 26} ${middle + reach} ${y} L${middle + reach * 0.86} ${y + 46} Q${middle} ${y + 26} ${middle - reach * 0.86} ${y + 46} Z`}
      />
      <path className="screen" d={`M${middle - reach} ${y} Q${middle} ${y - 26} ${middle + reach} ${y}`} />
      <text className="screen-name" x={middle} y={y + 16}>
        SCREEN
      </text>
      {order.rows.map((row) => {
        const first = row[0];
        if (!first) return null;
        const ends = [
          [frame.left + 0.4, first.y],
          [frame.right - 0.4, row.at(-1)?.y ?? first.y],
        ] as const;
        return ends.map(([x, level]) => (
          <text key={`${first.row} ${x}`} className="row-name" x={x * unit} y={level * unit}>
            {first.row}
          </text>
        ));
      })}
      {aislesOf(order).map(({ row, x, y: level }) => (
        <text key={`${row} ${x}`} className="row-name" x={x * unit} y={level * unit}>
          {row}
        </text>
      ))}
    </g>
  );
});

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

function frameOf(seats: readonly Seat[]): Frame {
  const xs = seats.map((seat) => seat.x);
  const ys = seats.map((seat) => seat.y);
  return {
    left: Math.min(...xs) - 1.5,
    right: Math.max(...xs) + 1.5,
    top: Math.min(...ys) - 2.7,
    bottom: Math.max(...ys) + 0.7,
  };
}

function pick(event: MouseEvent, onPick: (seat: SeatId) => void): void {
  const target = event.target instanceof Element ? event.target.closest('[data-seat]') : null;
  const id = target?.getAttribute('data-seat');
  // The attribute was written from a SeatId a few lines above.
  if (id) onPick(id as SeatId);
}
