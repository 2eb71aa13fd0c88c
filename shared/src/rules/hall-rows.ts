import type { Seat } from '../http/seat-map.ts';
import type { SeatId } from '../ids.ts';

/** Chairs next to each other without an aisle between them, from left to right. */
export type SeatBlock = readonly Seat[];

/** Two chairs of one row are neighbours when their centres are at most this many seat widths apart. */
const neighbourDistance = 1.35;

/** Cuts every row at its aisles. Rows keep the order in which the layout names them. */
export function blocksOf(seats: readonly Seat[]): readonly SeatBlock[] {
  const rows = new Map<string, Seat[]>();
  for (const seat of seats) rows.set(seat.row, [...(rows.get(seat.row) ?? []), seat]);
  return [...rows.values()].flatMap((row) => cutAtAisles(row.sort((left, right) => left.x - right.x)));
}

const homes = new WeakMap<readonly SeatBlock[], ReadonlyMap<SeatId, SeatBlock>>();

/** Which block each chair stands in; made once for a layout's blocks. */
export function blockOfSeat(blocks: readonly SeatBlock[]): ReadonlyMap<SeatId, SeatBlock> {
  const known = homes.get(blocks);
  if (known) return known;
  const made = new Map(blocks.flatMap((block) => block.map((seat) => [seat.id, block] as const)));
  homes.set(blocks, made);
  return made;
}

/** Runs of a block that satisfy the test, longest possible, from left to right. */
export function runsOf(block: SeatBlock, belongs: (seat: Seat) => boolean): readonly SeatBlock[] {
  const runs: Seat[][] = [];
  let open: Seat[] | null = null;
  for (const seat of block) {
    if (!belongs(seat)) {
      open = null;
      continue;
    }
    if (open) open.push(seat);
    else runs.push((open = [seat]));
  }
  return runs;
}

function cutAtAisles(row: readonly Seat[]): SeatBlock[] {
  const blocks: Seat[][] = [];
  for (const seat of row) {
    const block = blocks.at(-1);
    const last = block?.at(-1);
    if (block && last && seat.x - last.x <= neighbourDistance) block.push(seat);
    else blocks.push([seat]);
  }
  return blocks;
}
