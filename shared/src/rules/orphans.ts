import { z } from 'zod';
import type { Seat } from '../http/seat-map.ts';
import type { SeatId } from '../ids.ts';
import { blockOfSeat, runsOf, type SeatBlock } from './hall-rows.ts';

/** How strictly a showtime minds single seats left over; LENIENT lets one pass where no better choice exists. */
export const OrphanRule = z.enum(['STRICT', 'LENIENT', 'OFF']);
export type OrphanRule = z.infer<typeof OrphanRule>;

/** Free seats that nobody would buy alone: a single chair between sold ones, an aisle or a wall. */
export interface HallState {
  readonly blocks: readonly SeatBlock[];
  readonly isFree: (seat: SeatId) => boolean;
}

/**
 * Single seats that taking `chosen` would leave behind and that are no single seats yet. Wheelchair and companion
 * places do not count: they are bought for other reasons than their neighbours.
 */
export function orphansLeftBy({ blocks, isFree }: HallState, chosen: ReadonlySet<SeatId>): readonly SeatId[] {
  const homes = blockOfSeat(blocks);
  const touched = new Set<SeatBlock>();
  for (const seat of chosen) {
    const home = homes.get(seat);
    if (home) touched.add(home);
  }
  return [...touched].flatMap((block) => {
    const before = new Set(singles(block, (seat) => isFree(seat.id)));
    return singles(block, (seat) => isFree(seat.id) && !chosen.has(seat.id))
      .filter((seat) => !before.has(seat))
      .map((seat) => seat.id);
  });
}

/** A chair that stands alone in its layout can't be left alone by anybody. */
export function mayBeOrphan(seat: Seat, block: SeatBlock): boolean {
  return block.length > 1 && seat.kind !== 'WHEELCHAIR' && seat.kind !== 'COMPANION';
}

function singles(block: SeatBlock, isFree: (seat: Seat) => boolean): Seat[] {
  return runsOf(block, isFree).flatMap(([first, ...rest]) =>
    first && rest.length === 0 && mayBeOrphan(first, block) ? [first] : [],
  );
}
