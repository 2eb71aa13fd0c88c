import type { LayoutFrame, Seat } from '../http/seat-map.ts';
import type { SeatId } from '../ids.ts';
import { accessibleChoices } from './accessible-seats.ts';
import type { SeatBlock } from './hall-rows.ts';
import { orphansLeftBy, type HallState, type OrphanRule } from './orphans.ts';
import { bestScattered } from './scattered-seats.ts';
import {
  centreOf,
  cheapest,
  distanceTo,
  seatsIn,
  windowsIn,
  type Point,
  type SeatSearch,
} from './seat-search.ts';
import { bestSplit } from './split-seats.ts';

/** What a party wants. Wheelchair and companion places go to those who ask for them, and to nobody else. */
export interface PartyWish {
  readonly count: number;
  /** How many of the party need a wheelchair place. */
  readonly accessible?: number | undefined;
  /** How many of the party sit in a companion place beside one. */
  readonly companions?: number | undefined;
  readonly category?: string | undefined;
  /** Seats the party has already, free in the hall's eyes; the new ones are beside them. */
  readonly own?: readonly Seat[] | undefined;
  /** The showtime's rule: nothing is chosen that its sale would refuse. OFF where it is left out. */
  readonly rule?: OrphanRule | undefined;
}

/** How far down the ladder a choice stands; see docs/seat-rules.md. */
export type Rung = 'accessible' | 'together' | 'together-with-gap' | 'two-rows' | 'apart';

export interface BestChoice {
  readonly seats: readonly SeatId[];
  readonly rung: Rung;
}

/** Where a better choice makes one with a gap unsaleable, the next one with a gap fares no better. */
const mostGaps = 20;

/**
 * The best free seats for a party, or null where no rung of the ladder has any: together in one block without leaving a
 * single seat; together; two groups right behind each other; the nearest groups. Within a rung a choice that leaves no
 * single seat comes first, then the one nearest to the focal point; ties go to the row that the layout names first,
 * then to the left. The same hall and wish always have the same answer.
 */
export function bestSeats(
  hall: HallState,
  frame: Pick<LayoutFrame, 'focalPoint'>,
  wish: PartyWish,
): BestChoice | null {
  const { count, accessible = 0, companions = 0, rule = 'OFF', own = [] } = wish;
  const focalPoint = own.length > 0 ? centreOf(own) : frame.focalPoint;
  const search = searchFor(hall, focalPoint, wish);
  const all = (seats: SeatBlock): SeatBlock => [...own, ...seats];
  const isClean = (seats: SeatBlock): boolean => orphansLeftBy(hall, idsOf(all(seats))).length === 0;
  const maySell = (seats: SeatBlock): boolean => judgeChoice(hall, all(seats), rule) === null;

  for (const [rung, mustBeClean, candidates] of ladder(search, focalPoint, {
    count,
    accessible,
    companions,
  })) {
    if (!mustBeClean && rule === 'STRICT') continue;
    const seats = firstOf(candidates, mustBeClean ? isClean : maySell, mustBeClean ? Infinity : mostGaps);
    if (seats) return { seats: seats.map(({ id }) => id), rung };
  }
  return null;
}

function firstOf(
  candidates: Iterable<SeatBlock>,
  passes: (seats: SeatBlock) => boolean,
  atMost: number,
): SeatBlock | null {
  let tried = 0;
  for (const seats of candidates) {
    if (passes(seats)) return seats;
    tried += 1;
    if (tried >= atMost) break;
  }
  return null;
}

/** Seats of the same kind and number close by that leave no single seat: what a refusal of `chosen` suggests. */
export function withoutOrphans(hall: HallState, chosen: readonly Seat[]): readonly SeatId[] | null {
  const chairs = chosen.filter(isChair);
  const categories = new Set(chairs.map(({ category }) => category));
  const [only] = categories;
  const centre = centreOf(chosen);
  const search = searchFor(hall, centre, { category: categories.size === 1 ? only : undefined });
  const accessible = chosen.filter(({ kind }) => kind === 'WHEELCHAIR').length;
  const companions = chosen.length - chairs.length - accessible;
  if (accessible > 0) {
    for (const seats of accessibleChoices(search, centre, { count: chosen.length, accessible, companions })) {
      if (orphansLeftBy(hall, idsOf(seats)).length === 0) return seats.map(({ id }) => id);
    }
    return null;
  }
  const best = cheapest(allWindows(search, chosen.length), ({ isClean }) => isClean);
  return best && seatsIn(best).map(({ id }) => id);
}

/** What stands against a choice: the seats it would leave alone, and better ones where there are any. */
export interface OrphanRefusal {
  readonly orphans: readonly SeatId[];
  readonly suggestion: readonly SeatId[] | null;
}

/**
 * Whether a showtime's rule refuses a choice; null where it may be sold. STRICT refuses whatever leaves a single seat,
 * LENIENT only what has a better choice of the same kind and number. `hall` counts the chosen seats as free.
 */
export function judgeChoice(
  hall: HallState,
  chosen: readonly Seat[],
  rule: OrphanRule,
): OrphanRefusal | null {
  if (rule === 'OFF') return null;
  const orphans = orphansLeftBy(hall, idsOf(chosen));
  if (orphans.length === 0) return null;
  const suggestion = withoutOrphans(hall, chosen);
  return rule === 'LENIENT' && suggestion === null ? null : { orphans, suggestion };
}

type Step = readonly [rung: Rung, mustBeClean: boolean, candidates: Iterable<SeatBlock>];

/** What is tried, in this order; each rung is looked at only when it is reached. */
function* ladder(
  search: SeatSearch,
  focalPoint: Point,
  party: { readonly count: number; readonly accessible: number; readonly companions: number },
): Generator<Step> {
  const { count } = party;
  if (party.accessible > 0) {
    yield ['accessible', true, accessibleChoices(search, focalPoint, party)];
    yield ['accessible', false, accessibleChoices(search, focalPoint, party)];
    return;
  }
  yield ['together', true, together(search, count, true)];
  yield ['together-with-gap', false, together(search, count, false)];
  for (const mustBeClean of [true, false])
    yield ['two-rows', mustBeClean, some(bestSplit(search, count, mustBeClean))];
  for (const mustBeClean of [true, false])
    yield ['apart', mustBeClean, some(bestScattered(search, count, mustBeClean))];
}

/** Windows by cost. The cheapest is usually the one, so that only who refuses it pays for sorting the others. */
function* together(search: SeatSearch, count: number, mustBeClean: boolean): Generator<SeatBlock> {
  const windows = [...allWindows(search, count)].filter(({ isClean }) => isClean || !mustBeClean);
  const first = cheapest(windows);
  if (first) yield seatsIn(first);
  for (const window of windows.sort((one, other) => one.cost - other.cost)) yield seatsIn(window);
}

function allWindows(search: SeatSearch, size: number) {
  return search.blocks.flatMap((block) => windowsIn(search, block, size));
}

function searchFor(
  { blocks, isFree }: HallState,
  focalPoint: Point,
  { category, own = [] }: Pick<PartyWish, 'category' | 'own'>,
): SeatSearch {
  const taken = idsOf(own);
  const isOpen = (seat: SeatId): boolean => isFree(seat) && !taken.has(seat);
  return {
    blocks,
    isFree: isOpen,
    mayTake: (seat) =>
      isChair(seat) && (category === undefined || seat.category === category) && isOpen(seat.id),
    costOf: distanceTo(focalPoint),
  };
}

function isChair({ kind }: Seat): boolean {
  return kind !== 'WHEELCHAIR' && kind !== 'COMPANION';
}

function some(seats: SeatBlock | null): readonly SeatBlock[] {
  return seats ? [seats] : [];
}

function idsOf(seats: readonly Seat[]): ReadonlySet<SeatId> {
  return new Set(seats.map((seat) => seat.id));
}
