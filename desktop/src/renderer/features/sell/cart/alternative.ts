import type { Seat } from '@foyer/shared/http/seat-map';
import type { SeatId } from '@foyer/shared/ids';
import { bestSeats, type Rung } from '@foyer/shared/rules/best-seats';
import { blocksOf, type SeatBlock } from '@foyer/shared/rules/hall-rows';
import { centreOf } from '@foyer/shared/rules/seat-search';
import { type Statuses, statusOf } from '../../../data/hall.ts';

/** The hall as the window knows it at this moment. */
export interface KnownHall {
  readonly seats: readonly Seat[];
  readonly statuses: Statuses;
}

export interface Party {
  /** What the cart holds. */
  readonly own: readonly SeatId[];
  /** What somebody else got. */
  readonly taken: readonly SeatId[];
}

export interface Alternative {
  readonly seats: readonly SeatId[];
  readonly rung: Rung;
}

/**
 * Seats for the whole party as near as possible to those it wanted: of the same kinds, and of the same price where all
 * of them had one. By the same rules as the server's search, so that companion places go with a wheelchair place; what
 * the house keeps back the map shows as blocked. Null where there is nothing as good.
 */
export function alternativeTo({ seats, statuses }: KnownHall, { own, taken }: Party): Alternative | null {
  const [ours, lost] = [new Set<string>(own), new Set<string>(taken)];
  const wanted = seats.filter(({ id }) => ours.has(id) || lost.has(id));
  const accessible = wanted.filter(({ kind }) => kind === 'WHEELCHAIR').length;
  const companions = wanted.filter(({ kind }) => kind === 'COMPANION').length;
  if (wanted.length === 0 || (companions > 0 && accessible === 0)) return null;
  const isFree = (seat: SeatId): boolean =>
    !lost.has(seat) && (ours.has(seat) || statusOf(statuses, seat) === 'AVAILABLE');
  return bestSeats(
    { blocks: blocksIn(seats), isFree },
    { focalPoint: centreOf(wanted) },
    { count: wanted.length, accessible, companions, category: onlyCategory(wanted), rule: 'LENIENT' },
  );
}

function onlyCategory(wanted: readonly Seat[]): string | undefined {
  const [first, ...others] = new Set(wanted.map(({ category }) => category));
  return others.length === 0 ? first : undefined;
}

const known = new WeakMap<readonly Seat[], readonly SeatBlock[]>();

/** Found once for each layout; the search goes over them at every change of the hall. */
function blocksIn(seats: readonly Seat[]): readonly SeatBlock[] {
  const blocks = known.get(seats) ?? blocksOf(seats);
  known.set(seats, blocks);
  return blocks;
}
