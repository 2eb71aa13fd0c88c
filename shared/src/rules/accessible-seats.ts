import type { Seat } from '../http/seat-map.ts';
import type { SeatBlock } from './hall-rows.ts';
import { bestScattered } from './scattered-seats.ts';
import { centreOf, distanceTo, seatsIn, windowsIn, type Point, type SeatSearch } from './seat-search.ts';

export interface AccessibleWish {
  readonly count: number;
  readonly accessible: number;
  readonly companions: number;
}

/** How many ways of seating the rest of a party are looked at for each place. */
const mostWays = 40;

/**
 * Ways to seat a party with wheelchairs, best first: wheelchair and companion places of one block, nearest to the
 * focal point, and for the rest of the party chairs close by: the nearest of the row, then groups, then whatever is
 * near. `search.mayTake` judges the chairs.
 */
export function* accessibleChoices(
  search: SeatSearch,
  focalPoint: Point,
  { count, accessible, companions }: AccessibleWish,
): Generator<SeatBlock> {
  const fromFocus = distanceTo(focalPoint);
  const places = search.blocks.flatMap((block) => {
    const free = block.filter((seat) => search.isFree(seat.id));
    const wheelchairs = nearest(ofKind(free, 'WHEELCHAIR'), focalPoint, accessible);
    const beside = nearest(ofKind(free, 'COMPANION'), centreOf(wheelchairs), companions);
    const isEnough = wheelchairs.length === accessible && beside.length === companions;
    return isEnough ? [{ row: block[0]?.row, seats: [...wheelchairs, ...beside] }] : [];
  });
  const costOf = (seats: SeatBlock): number => seats.reduce((sum, seat) => sum + fromFocus(seat), 0);
  for (const { row, seats } of places.sort((one, other) => costOf(one.seats) - costOf(other.seats))) {
    for (const rest of restOf(search, { row, places: seats }, count - accessible - companions))
      yield [...seats, ...rest];
  }
}

function* restOf(
  search: SeatSearch,
  { row, places }: { readonly row: string | undefined; readonly places: SeatBlock },
  count: number,
): Generator<SeatBlock> {
  if (count <= 0) {
    if (count === 0) yield [];
    return;
  }
  const centre = centreOf(places);
  const near: SeatSearch = { ...search, costOf: distanceTo(centre) };
  const chairs = search.blocks.flatMap((block) => block.filter(search.mayTake));
  const sameRow = chairs.filter((seat) => seat.row === row);
  const others = chairs.filter((seat) => seat.row !== row);
  const mixed = [...nearest(sameRow, centre, count), ...nearest(others, centre, count)].slice(0, count);
  if (mixed.length === count) yield mixed;
  const windows = search.blocks
    .flatMap((block) => windowsIn(near, block, count))
    .sort((one, other) => one.cost - other.cost);
  for (const window of windows.slice(0, mostWays)) yield seatsIn(window);
  for (const mustBeClean of [true, false]) {
    const scattered = bestScattered(near, count, mustBeClean);
    if (scattered) yield scattered;
  }
}

function ofKind(seats: SeatBlock, kind: Seat['kind']): SeatBlock {
  return seats.filter((seat) => seat.kind === kind);
}

function nearest(seats: SeatBlock, point: Point, count: number): SeatBlock {
  const costOf = distanceTo(point);
  return [...seats].sort((one, other) => costOf(one) - costOf(other)).slice(0, count);
}
