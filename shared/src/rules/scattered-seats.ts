import { runsOf, type SeatBlock } from './hall-rows.ts';
import { cheapest, seatsIn, windowsIn, type SeatSearch, type SeatWindow } from './seat-search.ts';

/** One group more is as bad as one of the party sitting eight seats further away. */
const groupPenalty = 8;

/**
 * Seats for a party in as few and as near groups as there are, found by the usual way of filling a knapsack exactly:
 * the cheapest choice of at most one group from each run of free seats. Null where no choice makes up the number.
 * With `mustBeClean` no group leaves a single seat.
 */
export function bestScattered(search: SeatSearch, count: number, mustBeClean: boolean): SeatBlock | null {
  const groups = search.blocks
    .flatMap((block) => runsIn(search, block, mustBeClean))
    .map((run) => bestBySize(search, run, { count, mustBeClean }))
    .filter((bySize) => bySize.some((window) => window !== null));
  // costs[n]: the least that n seats cost so far; picks[group][n]: how many of the group are among them.
  const costs = new Float64Array(count + 1).fill(Infinity);
  costs[0] = 0;
  const picks = groups.map((bySize) => {
    const picked = new Uint8Array(count + 1);
    for (let total = count; total > 0; total -= 1) {
      for (const [size, window] of bySize.entries()) {
        if (!window || size > total) continue;
        const cost = (costs[total - size] ?? Infinity) + window.cost + groupPenalty;
        if (cost >= (costs[total] ?? Infinity)) continue;
        costs[total] = cost;
        picked[total] = size;
      }
    }
    return picked;
  });
  if (costs[count] === Infinity) return null;
  const chosen: SeatWindow[] = [];
  let left = count;
  for (let group = groups.length - 1; group >= 0; group -= 1) {
    const size = picks[group]?.[left] ?? 0;
    const window = groups[group]?.[size];
    if (size === 0 || !window) continue;
    chosen.unshift(window);
    left -= size;
  }
  return chosen.flatMap(seatsIn);
}

/** Two groups of one run of free seats could leave a seat between them alone, so that a clean choice takes one. */
function runsIn(search: SeatSearch, block: SeatBlock, mustBeClean: boolean): readonly Run[] {
  const belongs = mustBeClean ? (seat: SeatBlock[number]) => search.isFree(seat.id) : search.mayTake;
  return runsOf(block, belongs).map((run) => ({ block, ids: new Set(run.map(({ id }) => id)) }));
}

interface Run {
  readonly block: SeatBlock;
  readonly ids: ReadonlySet<string>;
}

/** The cheapest window of each size within a run, by size; null where there is none. */
function bestBySize(
  search: SeatSearch,
  { block, ids }: Run,
  { count, mustBeClean }: { readonly count: number; readonly mustBeClean: boolean },
): readonly (SeatWindow | null)[] {
  const within: SeatSearch = { ...search, mayTake: (seat) => ids.has(seat.id) && search.mayTake(seat) };
  return Array.from({ length: Math.min(count, ids.size) + 1 }, (_, size) =>
    size === 0 ? null : cheapest(windowsIn(within, block, size), ({ isClean }) => isClean || !mustBeClean),
  );
}
