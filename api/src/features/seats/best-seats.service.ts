import type { BestSeatsRequest, Hold } from '@foyer/shared/http/holds';
import type { Seat } from '@foyer/shared/http/seat-map';
import type { HoldId, SeatId, ShowtimeId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { isStaff } from '@foyer/shared/roles';
import { bestSeats } from '@foyer/shared/rules/best-seats';
import type { HallState } from '@foyer/shared/rules/orphans';
import type { Clock } from '../../platform/clock.ts';
import type { Actor } from '../actor.ts';
import type { Layout, ShowtimeLookup } from '../catalogue/catalogue.ts';
import { tooMany } from './hold-refusals.ts';
import type { HoldService } from './hold.service.ts';
import { hallFor } from './seat-rules.policy.ts';
import { requireOnSale } from './on-sale.policy.ts';
import { channelOf, ownerOf, type ActContext, type HallReading, type Position } from './seats.ts';

export interface BestSeatsOptions {
  readonly holds: Pick<HoldService, 'lock'>;
  readonly catalogue: ShowtimeLookup;
  readonly readHall: (showtimeId: ShowtimeId) => Promise<HallReading | null>;
  readonly maxSeats: { readonly customer: number; readonly staff: number };
  readonly clock: Clock;
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
 * Chooses and holds in one call; with a hold's id beside what it has already. Who loses a choice to somebody else
 * chooses again in the hall as it is then, and looks at a random part of it, so that many buyers at once do not all run
 * for the same next seats. Throws seats.taken, naming none, where no rung of the ladder has seats.
 */
export function createHoldBestSeats(options: BestSeatsOptions): HoldBestSeats {
  const { holds, catalogue, readHall, maxSeats, clock, random } = options;
  return async (who, showtimeId, { holdId, ...party }) => {
    const most = isStaff(who.actor.role) ? maxSeats.staff : maxSeats.customer;
    if (party.count > most) throw tooMany(most);
    const showtime = await catalogue.requireShowtime(showtimeId);
    requireOnSale(showtime, channelOf(who.actor), clock.now());
    const layout = await catalogue.layoutOf(showtime);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const hall = await readHall(showtimeId);
      if (!hall) break;
      const own = ownSeats(hall, layout, { holdId, owner: ownerOf(who.actor) });
      const seen = hallFor(layout, hall, own.length > 0 && holdId ? holdId : null);
      const wish = { ...party, own, rule: showtime.orphanRule };
      const best = bestSeats(seen, layout.frame, wish);
      if (!best) break;
      // Who has seats wants to sit beside them, and that is one place in the hall.
      const aside =
        attempt === 0 || own.length > 0 ? null : bestSeats(thinned(seen, random), layout.frame, wish);
      // No worse than the best of the whole hall, which is also what the sale compares it with.
      const choice = aside?.rung === best.rung ? aside : best;
      try {
        return await holds.lock(who, showtimeId, { seats: [...choice.seats], ...(holdId ? { holdId } : {}) });
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'seats.taken') throw error;
      }
    }
    throw new AppError('seats.taken', { seats: [] });
  };
}

/** The seats that the caller's live hold has already. */
function ownSeats(
  hall: HallReading,
  layout: Layout,
  { holdId, owner }: { readonly holdId: HoldId | undefined; readonly owner: string },
): readonly Seat[] {
  const held = hall.holds.find((hold) => hold.id === holdId && hold.owner === owner);
  if (!held || held.expiresAtMs <= hall.at.getTime()) return [];
  return held.seats.flatMap((seat) => layout.seatsById.get(seat) ?? []);
}

/** About every other block counts as full. */
function thinned(hall: HallState, random: () => number): HallState {
  const hidden = new Set<SeatId>(
    hall.blocks.flatMap((block) => (random() < 0.5 ? block.map((seat) => seat.id) : [])),
  );
  return { blocks: hall.blocks, isFree: (seat) => !hidden.has(seat) && hall.isFree(seat) };
}
