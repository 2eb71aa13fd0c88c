import type { SeatStatus } from '@foyer/shared/http/seat-map';
import type { SeatId, ShowtimeId } from '@foyer/shared/ids';
import type { ShowtimeLookup } from '../catalogue/catalogue.ts';
import type { HallTruth } from './hydrator.ts';
import { isKeptAt, keptSeatsOf } from '@foyer/shared/rules/kept-seats';
import type { ClaimedSeat } from './seats.ts';

interface Claims {
  claimsOf(showtimeId: ShowtimeId): Promise<
    readonly {
      readonly _id: string;
      readonly version: number;
      readonly seats: readonly SeatId[];
      readonly status: string;
      readonly kind: 'SALE' | 'LEASE';
    }[]
  >;
}

const dayMs = 86_400_000;

/**
 * What the database knows of a hall: the seats that the house keeps back, those released long ago among them, then the
 * sold and the lent ones. A seat may be both; sold is what it is.
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
  const sold = (await claims.claimsOf(showtimeId)).flatMap(({ _id, version, seats, status, kind }) => {
    const sale = status === 'BOOKED' ? 'BOOKED' : 'PENDING';
    const claim = {
      kind: 'booking',
      id: _id,
      version,
      status: kind === 'LEASE' ? 'LEASED' : sale,
    } as const;
    return seats.map((seat): ClaimedSeat => ({ seat, claim }));
  });
  return { claims: [...kept, ...sold], keepUntil: new Date(showtime.endsAt.getTime() + dayMs) };
}

/** The same as people see it where nothing but the database is asked: sold, being paid for or lent, kept back. */
export async function readHallStatuses(
  catalogue: ShowtimeLookup,
  claims: Claims,
  { showtimeId, now }: { readonly showtimeId: ShowtimeId; readonly now: Date },
): Promise<ReadonlyMap<SeatId, SeatStatus>> {
  const truth = await readHallTruth(catalogue, claims, showtimeId);
  return new Map(
    // A seat that is kept back and sold is in the list twice: the later one counts.
    truth.claims.flatMap(({ seat, claim }): [SeatId, SeatStatus][] => {
      if (claim.kind === 'booking') return [[seat, claim.status === 'BOOKED' ? 'BOOKED' : 'LOCKED']];
      const isKept = isKeptAt({ releaseAtMs: claim.releaseAtMs ?? null }, now.getTime());
      return isKept ? [[seat, 'BLOCKED']] : [];
    }),
  );
}
