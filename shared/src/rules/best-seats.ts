import type { LayoutFrame, Seat } from '../http/seat-map.ts';
import type { SeatId } from '../ids.ts';
import { runsOf, type SeatBlock } from './hall-rows.ts';
import { orphansLeftBy, type HallState } from './orphans.ts';

/** What a party wants. Without `accessible`, wheelchair and companion places are left to those who need them. */
export interface PartyWish {
  readonly count: number;
  readonly category?: string | undefined;
}

/** How far down the ladder a choice stands; see `bestSeats`. */
export type Rung = 'together' | 'together-with-gap' | 'two-rows' | 'apart';

export interface BestChoice {
  readonly seats: readonly SeatId[];
  readonly rung: Rung;
}

/** A row further away weighs more than a seat aside, because people look straight ahead. */
const rowWeight = 1.4;

/**
 * The best free seats for a party, or null where there are too few. The ladder: (1) together in one block without
 * leaving a single seat, (2) together, (3) two groups right behind each other, (4) the nearest free seats.
 * Within a rung, nearest to the focal point wins; ties go to the lower row, then to the left.
 */
export function bestSeats(
  hall: HallState,
  frame: Pick<LayoutFrame, 'focalPoint'>,
  wish: PartyWish,
): BestChoice | null {
  const fits = (seat: Seat): boolean =>
    hall.isFree(seat.id) &&
    seat.kind !== 'WHEELCHAIR' &&
    seat.kind !== 'COMPANION' &&
    (wish.category === undefined || seat.category === wish.category);
  const costOf = (seat: Seat): number => cost(seat, frame.focalPoint);
  const windows = hall.blocks
    .flatMap((block) => windowsOf(block, fits, wish.count))
    .map((seats) => ({ seats, cost: mean(seats.map(costOf)) }))
    .sort((left, right) => left.cost - right.cost);
  const clean = windows.find(({ seats }) => orphansLeftBy(hall, idsOf(seats)).length === 0);
  if (clean) return choice(clean.seats, 'together');
  if (windows[0]) return choice(windows[0].seats, 'together-with-gap');
  const split = bestSplit(hall, fits, { count: wish.count, costOf });
  if (split) return choice(split, 'two-rows');
  const free = hall.blocks
    .flat()
    .filter(fits)
    .sort((left, right) => costOf(left) - costOf(right));
  return free.length >= wish.count ? choice(free.slice(0, wish.count), 'apart') : null;
}

/** The nearest seats of the same number that leave no single seat: what a refusal of `chosen` suggests instead. */
export function withoutOrphans(hall: HallState, chosen: readonly Seat[]): readonly SeatId[] | null {
  const centre = { x: mean(chosen.map((seat) => seat.x)), y: mean(chosen.map((seat) => seat.y)) };
  const category = chosen[0]?.category;
  const best = bestSeats(hall, { focalPoint: centre }, { count: chosen.length, category });
  return best?.rung === 'together' ? best.seats : null;
}

function windowsOf(block: SeatBlock, fits: (seat: Seat) => boolean, count: number): SeatBlock[] {
  return runsOf(block, fits).flatMap((run) =>
    Array.from({ length: Math.max(0, run.length - count + 1) }, (_, start) =>
      run.slice(start, start + count),
    ),
  );
}

/** Two groups as equal as possible in rows next to each other, one right behind the other. */
function bestSplit(
  { blocks }: HallState,
  fits: (seat: Seat) => boolean,
  { count, costOf }: { readonly count: number; readonly costOf: (seat: Seat) => number },
): SeatBlock | null {
  if (count < 2) return null;
  const front = Math.ceil(count / 2);
  const groups = [front, count - front].map((size) =>
    blocks.flatMap((block) => windowsOf(block, fits, size)),
  );
  let best: { readonly seats: SeatBlock; readonly cost: number } | null = null;
  for (const one of groups[0] ?? []) {
    for (const other of groups[1] ?? []) {
      if (!areBehindEachOther(one, other)) continue;
      const seats = [...one, ...other];
      const total = mean(seats.map(costOf));
      if (!best || total < best.cost) best = { seats, cost: total };
    }
  }
  return best?.seats ?? null;
}

const rowDistance = 2;

function areBehindEachOther(one: SeatBlock, other: SeatBlock): boolean {
  const [first, second] = [one, other].map((group) => ({
    row: group[0]?.row,
    left: Math.min(...group.map((seat) => seat.x)),
    right: Math.max(...group.map((seat) => seat.x)),
    y: mean(group.map((seat) => seat.y)),
  }));
  if (!first || !second || first.row === second.row) return false;
  return (
    Math.abs(first.y - second.y) <= rowDistance &&
    first.left <= second.right + 1 &&
    second.left <= first.right + 1
  );
}

function cost(seat: Seat, focalPoint: { readonly x: number; readonly y: number }): number {
  const restricted = seat.kind === 'RESTRICTED_VIEW' ? 5 : 0;
  return Math.hypot(seat.x - focalPoint.x, (seat.y - focalPoint.y) * rowWeight) + restricted;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function idsOf(seats: readonly Seat[]): ReadonlySet<SeatId> {
  return new Set(seats.map((seat) => seat.id));
}

function choice(seats: readonly Seat[], rung: Rung): BestChoice {
  return { seats: seats.map((seat) => seat.id), rung };
}
