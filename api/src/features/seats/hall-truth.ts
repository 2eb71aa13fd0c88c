import type { SeatId, ShowtimeId } from '@foyer/shared/ids';
import type { ShowtimeLookup } from '../catalogue/catalogue.ts';
import type { HallTruth } from './hydrator.ts';
import { keptSeatsOf } from '@foyer/shared/rules/kept-seats';
import type { ClaimedSeat } from './seats.ts';

interface Claims {
  claimsOf(
    showtimeId: ShowtimeId,
  ): Promise<
    readonly { readonly _id: string; readonly version: number; readonly seats: readonly SeatId[] }[]
  >;
}

const dayMs = 86_400_000;

/**
 * What the database knows of a hall: the seats that the house keeps back, those released long ago among them, then the
 * sold ones. A seat may be both; sold is what it is.
 */
export async function readHallTruth(
  catalogue: ShowtimeLookup,
  claims: Claims,
  showtimeId: ShowtimeId,
): Promise<HallTruth> {
  const showtime = await catalogue.requireShowtime(showtimeId);
  const kept = [...keptSeatsOf(showtime.keptSeats).values()].map(({ seat, ...rest }): ClaimedSeat => ({
    seat,
    claim: { kind: 'blocked', ...rest },
  }));
  const sold = (await claims.claimsOf(showtimeId)).flatMap(({ _id, version, seats }) =>
    seats.map((seat): ClaimedSeat => ({ seat, claim: { kind: 'booking', id: _id, version } })),
  );
  return { claims: [...kept, ...sold], keepUntil: new Date(showtime.endsAt.getTime() + dayMs) };
}
