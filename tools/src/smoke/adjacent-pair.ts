import type { SeatMap } from '@foyer/shared/http/seat-map';
import type { SeatId } from '@foyer/shared/ids';

/** Every two free ordinary seats side by side, row by row; none overlaps another. */
export function adjacentPairs(map: Pick<SeatMap, 'seats'>): readonly (readonly [SeatId, SeatId])[] {
  const free = map.seats
    .filter(({ kind, status }) => kind === 'STANDARD' && status === 'AVAILABLE')
    .sort((a, b) => a.row.localeCompare(b.row) || a.number - b.number);
  const pairs: [SeatId, SeatId][] = [];
  for (let index = 0; index + 1 < free.length; index += 1) {
    const [left, right] = [free[index], free[index + 1]];
    if (left === undefined || right === undefined) continue;
    if (left.row !== right.row || right.number !== left.number + 1) continue;
    pairs.push([left.id, right.id]);
    index += 1;
  }
  return pairs;
}
