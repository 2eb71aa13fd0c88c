import type { Seat } from '@foyer/shared/http/seat-map';
import type { SeatId } from '@foyer/shared/ids';

/** The seats as a person walks them: rows from the screen backwards, in each row from left to right. */
export interface HallOrder {
  readonly rows: readonly (readonly Seat[])[];
  /** Row and column of each seat in `rows`. */
  readonly places: ReadonlyMap<SeatId, readonly [row: number, column: number]>;
}

export type Direction = 'left' | 'right' | 'up' | 'down' | 'row-start' | 'row-end';

export function hallOrder(seats: readonly Seat[]): HallOrder {
  const byRow = new Map<string, Seat[]>();
  for (const seat of seats) {
    const row = byRow.get(seat.row);
    if (row) row.push(seat);
    else byRow.set(seat.row, [seat]);
  }
  const rows = [...byRow.values()].sort((one, other) => depth(one) - depth(other));
  for (const row of rows) row.sort((one, other) => one.x - other.x);
  const places = new Map<SeatId, readonly [number, number]>();
  rows.forEach((row, rowIndex) => row.forEach((seat, column) => places.set(seat.id, [rowIndex, column])));
  return { rows, places };
}

/**
 * The seat one step away. Left and right cross aisles and go on in the next row like reading; up and down take the
 * seat that stands nearest in the next row. At the hall's edge the step leads nowhere and the seat stays.
 */
export function step(order: HallOrder, from: SeatId, direction: Direction): SeatId {
  const place = order.places.get(from);
  if (!place) return order.rows[0]?.[0]?.id ?? from;
  const [rowIndex, column] = place;
  const row = order.rows[rowIndex] ?? [];
  switch (direction) {
    case 'left':
      return (row[column - 1] ?? order.rows[rowIndex - 1]?.at(-1))?.id ?? from;
    case 'right':
      return (row[column + 1] ?? order.rows[rowIndex + 1]?.[0])?.id ?? from;
    case 'up':
      return nearest(order.rows[rowIndex - 1], row[column])?.id ?? from;
    case 'down':
      return nearest(order.rows[rowIndex + 1], row[column])?.id ?? from;
    case 'row-start':
      return row[0]?.id ?? from;
    case 'row-end':
      return row.at(-1)?.id ?? from;
  }
}

/** A place between two seats of a row that is wide enough to walk through, in seat widths. */
export interface Aisle {
  readonly row: string;
  readonly x: number;
  readonly y: number;
}

/**
 * The aisles that each row crosses. In a curved row a letter at its end stands level with the middle of another row;
 * one in the aisle stands beside the seats it names. Couples sit apart, which makes no aisle.
 */
export function aislesOf(order: HallOrder): readonly Aisle[] {
  return order.rows.flatMap((row) =>
    row.flatMap((seat, column) => {
      const next = row[column + 1];
      if (!next) return [];
      const least = seat.kind === 'COUPLE' && next.kind === 'COUPLE' ? 2.5 : 1.75;
      if (next.x - seat.x < least) return [];
      return [{ row: seat.row, x: (seat.x + next.x) / 2, y: (seat.y + next.y) / 2 }];
    }),
  );
}

/** Where the cursor begins: the free seat nearest to the point of the best view, else the nearest of all. */
export function startSeat(
  seats: readonly Seat[],
  isFree: (seat: SeatId) => boolean,
  focalPoint: { readonly x: number; readonly y: number },
): SeatId | null {
  const distance = (seat: Seat): number => Math.hypot(seat.x - focalPoint.x, seat.y - focalPoint.y);
  const free = seats.filter((seat) => isFree(seat.id) && seat.kind === 'STANDARD');
  return least(free.length > 0 ? free : seats, distance)?.id ?? null;
}

function depth(row: readonly Seat[]): number {
  return row.reduce((sum, seat) => sum + seat.y, 0) / row.length;
}

function nearest(row: readonly Seat[] | undefined, to: Seat | undefined): Seat | undefined {
  return row && to ? least(row, (seat) => Math.abs(seat.x - to.x)) : undefined;
}

function least(seats: readonly Seat[], measure: (seat: Seat) => number): Seat | undefined {
  let best: Seat | undefined;
  for (const seat of seats) if (!best || measure(seat) < measure(best)) best = seat;
  return best;
}
