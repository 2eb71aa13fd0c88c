import type { LayoutFrame, Seat } from '../http/seat-map.ts';
import type { SeatId } from '../ids.ts';
import { runsOf, type SeatBlock } from './hall-rows.ts';
import { orphansLeftBy, type HallState } from './orphans.ts';

/** What a party wants. Wheelchair and companion places go to those who ask for them, and to nobody else. */
export interface PartyWish {
  readonly count: number;
  /** How many of the party need a wheelchair place. */
  readonly accessible?: number | undefined;
  /** How many of the party sit in a companion place beside one. */
  readonly companions?: number | undefined;
  readonly category?: string | undefined;
}

/** How far down the ladder a choice stands; see `bestSeats`. */
export type Rung = 'accessible' | 'together' | 'together-with-gap' | 'two-rows' | 'apart';

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
  if (wish.accessible) return bestAccessible(hall, frame, wish);
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

/** A block with enough wheelchair and companion places, and for the rest of the party the nearest chairs to it. */
function bestAccessible(
  hall: HallState,
  frame: Pick<LayoutFrame, 'focalPoint'>,
  { count, accessible = 0, companions = 0, category }: PartyWish,
): BestChoice | null {
  const free = hall.blocks.map((block) => block.filter((seat) => hall.isFree(seat.id)));
  const chairs = free
    .flat()
    .filter((seat) => seat.kind === 'STANDARD' && seat.category === (category ?? seat.category));
  const choices = free.flatMap((block) => {
    const places = nearest(ofKind(block, 'WHEELCHAIR'), frame.focalPoint, accessible);
    const centre = centreOf(places);
    const beside = nearest(ofKind(block, 'COMPANION'), centre, companions);
    const sameRow = chairs.filter((seat) => seat.row === block[0]?.row);
    const others = chairs.filter((seat) => seat.row !== block[0]?.row);
    const left = count - accessible - companions;
    const rest = [...nearest(sameRow, centre, left), ...nearest(others, centre, left)].slice(0, left);
    const seats = [...places, ...beside, ...rest];
    return seats.length === count
      ? [{ seats, cost: mean(seats.map((seat) => cost(seat, frame.focalPoint))) }]
      : [];
  });
  const best = choices.sort((left, right) => left.cost - right.cost)[0];
  return best ? choice(best.seats, 'accessible') : null;
}

function ofKind(block: SeatBlock, kind: Seat['kind']): SeatBlock {
  return block.filter((seat) => seat.kind === kind);
}

function nearest(seats: SeatBlock, point: Point, count: number): SeatBlock {
  return [...seats].sort((left, right) => cost(left, point) - cost(right, point)).slice(0, count);
}

function centreOf(seats: SeatBlock): Point {
  return { x: mean(seats.map((seat) => seat.x)), y: mean(seats.map((seat) => seat.y)) };
}

/** The nearest seats of the same number that leave no single seat: what a refusal of `chosen` suggests instead. */
export function withoutOrphans(hall: HallState, chosen: readonly Seat[]): readonly SeatId[] | null {
  const category = chosen[0]?.category;
  const best = bestSeats(hall, { focalPoint: centreOf(chosen) }, { count: chosen.length, category });
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
  const [fronts = [], backs = []] = [front, count - front].map((size) =>
    blocks.flatMap((block) => windowsOf(block, fits, size)).map((seats) => groupOf(seats, costOf)),
  );
  let best: { readonly one: SeatGroup; readonly other: SeatGroup } | null = null;
  let least = Infinity;
  for (const one of fronts) {
    for (const other of backs) {
      // The cheap question first: a hall full of lone seats has tens of thousands of pairs.
      const total = one.cost + other.cost;
      if (total >= least || !areBehindEachOther(one, other)) continue;
      best = { one, other };
      least = total;
    }
  }
  return best && [...best.one.seats, ...best.other.seats];
}

/** Seats side by side, with what comparing them with others needs. */
interface SeatGroup {
  readonly seats: SeatBlock;
  readonly cost: number;
  readonly row: string | undefined;
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

function groupOf(seats: SeatBlock, costOf: (seat: Seat) => number): SeatGroup {
  return {
    seats,
    cost: seats.reduce((sum, seat) => sum + costOf(seat), 0),
    row: seats[0]?.row,
    left: Math.min(...seats.map((seat) => seat.x)),
    right: Math.max(...seats.map((seat) => seat.x)),
    y: mean(seats.map((seat) => seat.y)),
  };
}

const rowDistance = 2;

function areBehindEachOther(first: SeatGroup, second: SeatGroup): boolean {
  if (first.row === second.row) return false;
  return (
    Math.abs(first.y - second.y) <= rowDistance &&
    first.left <= second.right + 1 &&
    second.left <= first.right + 1
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function cost(seat: Seat, focalPoint: Point): number {
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
