import type { SeatId, ShowtimeId } from '@foyer/shared/ids';
import type { ShowtimeLookup } from '../catalogue/catalogue.ts';
import type { HallTruth } from './hydrator.ts';
import type { ClaimedSeat } from './seats.ts';

interface Claims {
  claimsOf(showtimeId: ShowtimeId): Promise<
    readonly {
      readonly _id: string;
      readonly version: number;
      readonly seats: readonly SeatId[];
      readonly status: string;
    }[]
  >;
}

const dayMs = 86_400_000;

/** What the database knows of a hall: sold seats first, then what the house keeps back of the rest. */
export async function readHallTruth(
  catalogue: ShowtimeLookup,
  claims: Claims,
  showtimeId: ShowtimeId,
): Promise<HallTruth> {
  const showtime = await catalogue.requireShowtime(showtimeId);
  const layout = await catalogue.layoutOf(showtime);
  const sold = (await claims.claimsOf(showtimeId)).flatMap(({ _id, version, seats, status }) => {
    const claim = {
      kind: 'booking',
      id: _id,
      version,
      status: status === 'BOOKED' ? 'BOOKED' : 'PENDING',
    } as const;
    return seats.map((seat): ClaimedSeat => ({ seat, claim }));
  });
  const taken = new Set(sold.map(({ seat }) => seat));
  const kept = new Set([...layout.houseSeats, ...showtime.blockedSeats]);
  const blocked = [...kept]
    .filter((seat) => !taken.has(seat))
    .map((seat): ClaimedSeat => ({ seat, claim: { kind: 'blocked' } }));
  return { claims: [...sold, ...blocked], keepUntil: new Date(showtime.endsAt.getTime() + dayMs) };
}
