import type { SeatBlock } from './hall-rows.ts';
import { cheapest, seatsIn, windowsIn, type SeatSearch, type SeatWindow } from './seat-search.ts';

/** Rows are behind each other up to this many seat widths apart. */
const rowDistance = 2;

/** Two groups right behind each other. */
interface SplitChoice {
  readonly cost: number;
  readonly windows: readonly [SeatWindow, SeatWindow];
}

/**
 * Two groups as equal as possible in rows next to each other, one right behind the other; null where there are none.
 * With `mustBeClean` neither group leaves a single seat.
 */
export function bestSplit(search: SeatSearch, count: number, mustBeClean: boolean): SeatBlock | null {
  if (count < 2) return null;
  const front = Math.ceil(count / 2);
  const windowsOf = (size: number): ReadonlyMap<SeatBlock, readonly SeatWindow[]> =>
    new Map(
      search.blocks.map((block) => [
        block,
        windowsIn(search, block, size).filter(({ isClean }) => isClean || !mustBeClean),
      ]),
    );
  const fronts = windowsOf(front);
  const backs = count - front === front ? fronts : windowsOf(count - front);
  const best = cheapest(pairs(search.blocks, fronts, backs));
  return best && best.windows.flatMap(seatsIn);
}

function* pairs(
  blocks: readonly SeatBlock[],
  fronts: ReadonlyMap<SeatBlock, readonly SeatWindow[]>,
  backs: ReadonlyMap<SeatBlock, readonly SeatWindow[]>,
): Generator<SplitChoice> {
  const neighbours = neighboursOf(blocks);
  for (const [block, ones] of fronts) {
    if (ones.length === 0) continue;
    for (const behind of neighbours.get(block) ?? []) {
      for (const one of ones) {
        for (const other of backs.get(behind) ?? []) {
          if (areBehindEachOther(one, other)) yield { cost: one.cost + other.cost, windows: [one, other] };
        }
      }
    }
  }
}

const neighbourhoods = new WeakMap<readonly SeatBlock[], ReadonlyMap<SeatBlock, readonly SeatBlock[]>>();

/** Blocks of other rows that a group may continue in; found once for a layout's blocks. */
function neighboursOf(blocks: readonly SeatBlock[]): ReadonlyMap<SeatBlock, readonly SeatBlock[]> {
  const known = neighbourhoods.get(blocks);
  if (known) return known;
  const spans = blocks.map((block) => ({ block, ...spanOf(block) }));
  const made = new Map(
    spans.map((one) => [
      one.block,
      spans.filter((other) => other.row !== one.row && isNear(one, other)).map(({ block }) => block),
    ]),
  );
  neighbourhoods.set(blocks, made);
  return made;
}

interface Span {
  readonly row: string | undefined;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function spanOf(seats: SeatBlock): Span {
  const ys = seats.map(({ y }) => y);
  return {
    row: seats[0]?.row,
    left: seats[0]?.x ?? 0,
    right: seats.at(-1)?.x ?? 0,
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}

function isNear(one: Span, other: Span): boolean {
  return (
    one.top - other.bottom <= rowDistance &&
    other.top - one.bottom <= rowDistance &&
    one.left <= other.right + 1 &&
    other.left <= one.right + 1
  );
}

function areBehindEachOther(one: SeatWindow, other: SeatWindow): boolean {
  const [a, b] = [edgesOf(one), edgesOf(other)];
  return Math.abs(a.y - b.y) <= rowDistance && a.left <= b.right + 1 && b.left <= a.right + 1;
}

function edgesOf({ block, from, size }: SeatWindow): {
  readonly left: number;
  readonly right: number;
  readonly y: number;
} {
  const [first, last] = [block[from], block[from + size - 1]];
  return { left: first?.x ?? 0, right: last?.x ?? 0, y: ((first?.y ?? 0) + (last?.y ?? 0)) / 2 };
}
