import type { Seat } from '../http/seat-map.ts';
import type { SeatBlock } from './hall-rows.ts';
import { mayBeOrphan, type HallState } from './orphans.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a search may take, and what it prefers. */
export interface SeatSearch extends HallState {
  /** Whether a chair is free and fits the wish. */
  readonly mayTake: (seat: Seat) => boolean;
  /** How far a chair is from the best one; less is better. */
  readonly costOf: (seat: Seat) => number;
}

/** Seats next to each other: `size` of a block from `from` on. */
export interface SeatWindow {
  readonly block: SeatBlock;
  readonly from: number;
  readonly size: number;
  /** Of all its seats together. */
  readonly cost: number;
  /** Whether taking exactly these leaves no single seat beside them. */
  readonly isClean: boolean;
}

/** Costs that differ by less are the same; sums of the same numbers in another order do. */
export const sameCost = 1e-9;

/** A row further away weighs more than a seat aside, because people look straight ahead. */
const rowWeight = 1.4;
/** A restricted view is as bad as being five seats further away. */
const restrictedPenalty = 5;

/** How far a chair is from a point, as people mind it. */
export function distanceTo(point: Point): (seat: Seat) => number {
  return (seat) =>
    Math.hypot(seat.x - point.x, (seat.y - point.y) * rowWeight) +
    (seat.kind === 'RESTRICTED_VIEW' ? restrictedPenalty : 0);
}

/** The middle of some seats. */
export function centreOf(seats: readonly Seat[]): Point {
  return { x: mean(seats.map((seat) => seat.x)), y: mean(seats.map((seat) => seat.y)) };
}

/** Every window of one size within a block, from left to right. One step per seat, whatever the size. */
export function windowsIn(search: SeatSearch, block: SeatBlock, size: number): SeatWindow[] {
  const windows: SeatWindow[] = [];
  const costs: number[] = [];
  let cost = 0;
  for (const [index, seat] of block.entries()) {
    if (!search.mayTake(seat)) {
      costs.length = 0;
      cost = 0;
      continue;
    }
    const own = search.costOf(seat);
    costs.push(own);
    cost += own - (costs[costs.length - 1 - size] ?? 0);
    if (costs.length < size) continue;
    const from = index - size + 1;
    windows.push({ block, from, size, cost, isClean: isClean(search, block, { from, to: index }) });
  }
  return windows;
}

/** The seats of a window. */
export function seatsIn({ block, from, size }: SeatWindow): SeatBlock {
  return block.slice(from, from + size);
}

/** The cheapest of some windows that passes; of equally cheap ones the first. */
export function cheapest<Candidate extends { readonly cost: number }>(
  candidates: Iterable<Candidate>,
  passes: (candidate: Candidate) => boolean = () => true,
): Candidate | null {
  let best: Candidate | null = null;
  for (const candidate of candidates) {
    if (best && candidate.cost >= best.cost - sameCost) continue;
    if (passes(candidate)) best = candidate;
  }
  return best;
}

/** Only the seats right beside a window can be left alone by it, and none of them was alone before. */
function isClean(
  { isFree }: SeatSearch,
  block: SeatBlock,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  const leavesAlone = (beside: number, beyond: number): boolean => {
    const [seat, next] = [block[beside], block[beyond]];
    return seat !== undefined && isFree(seat.id) && !(next && isFree(next.id)) && mayBeOrphan(seat, block);
  };
  return !leavesAlone(from - 1, from - 2) && !leavesAlone(to + 1, to + 2);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
