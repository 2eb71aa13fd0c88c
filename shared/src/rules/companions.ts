import type { Seat } from '../http/seat-map.ts';
import type { SeatId } from '../ids.ts';
import type { SeatBlock } from './hall-rows.ts';

/** Companion seats of a choice that have no wheelchair place of the same choice in their block. */
export function unaccompanied(blocks: readonly SeatBlock[], chosen: ReadonlySet<SeatId>): readonly SeatId[] {
  return blocks.flatMap((block) => {
    const taken = block.filter((seat) => chosen.has(seat.id));
    const companions = taken.filter((seat) => seat.kind === 'COMPANION');
    return isAccompanied(companions, taken) ? [] : companions.map((seat) => seat.id);
  });
}

function isAccompanied(companions: readonly Seat[], taken: readonly Seat[]): boolean {
  return companions.length === 0 || taken.some((seat) => seat.kind === 'WHEELCHAIR');
}
