import type { BestSeatsRequest, Hold } from '@foyer/shared/http/holds';
import type { SeatId, ShowtimeId } from '@foyer/shared/ids';
import { AppError, invalidRequest } from '@foyer/shared/problems';
import { isStaff } from '@foyer/shared/roles';
import { bestSeats } from '@foyer/shared/rules/best-seats';
import type { HallState } from '@foyer/shared/rules/orphans';
import type { Actor } from '../actor.ts';
import type { ShowtimeLookup } from '../catalogue/catalogue.ts';
import type { HoldService } from './hold.service.ts';
import { hallFor } from './seat-rules.policy.ts';
import type { ActContext, HallReading, Position } from './seats.ts';

export interface BestSeatsOptions {
  readonly holds: Pick<HoldService, 'lock'>;
  readonly catalogue: ShowtimeLookup;
  readonly readHall: (showtimeId: ShowtimeId) => Promise<HallReading | null>;
  readonly maxSeats: { readonly customer: number; readonly staff: number };
  /** A number from 0 up to 1; tests bring their own. */
  readonly random: () => number;
}

export type HoldBestSeats = (
  who: { readonly actor: Actor; readonly act: ActContext },
  showtimeId: ShowtimeId,
  request: BestSeatsRequest,
) => Promise<{ readonly created: boolean; readonly hold: Hold } & Position>;

const attempts = 6;

/**
 * Chooses and holds in one call. Who loses a choice to somebody else chooses again in the hall as it is then, and
 * looks at a random part of it, so that many buyers at once do not all run for the same next seats.
 * Throws seats.taken, naming none, where the party does not fit any more.
 */
export function createHoldBestSeats({
  holds,
  catalogue,
  readHall,
  maxSeats,
  random,
}: BestSeatsOptions): HoldBestSeats {
  return async (who, showtimeId, { holdId, ...party }) => {
    const most = isStaff(who.actor.role) ? maxSeats.staff : maxSeats.customer;
    if (party.count > most)
      throw invalidRequest([{ path: 'body.count', message: `is more than ${most} seats` }]);
    const showtime = await catalogue.requireShowtime(showtimeId);
    const layout = await catalogue.layoutOf(showtime);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const hall = await readHall(showtimeId);
      const seen = hall && hallFor(layout, hall, null);
      const choice =
        seen &&
        (bestSeats(thinned(seen, attempt, random), layout.frame, party) ??
          bestSeats(seen, layout.frame, party));
      if (!choice) break;
      try {
        return await holds.lock(who, showtimeId, { seats: [...choice.seats], ...(holdId ? { holdId } : {}) });
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'seats.taken') throw error;
      }
    }
    throw new AppError('seats.taken', { seats: [] });
  };
}

/** From the second attempt on, every other block or so counts as full. */
function thinned(hall: HallState, attempt: number, random: () => number): HallState {
  if (attempt === 0) return hall;
  const hidden = new Set<SeatId>(
    hall.blocks.flatMap((block) => (random() < 0.5 ? block.map((seat) => seat.id) : [])),
  );
  return { blocks: hall.blocks, isFree: (seat) => !hidden.has(seat) && hall.isFree(seat) };
}
