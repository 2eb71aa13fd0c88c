import { ShowtimeId } from '@foyer/shared/ids';
import type { Clock } from '../../platform/clock.ts';
import { BookingRecord } from '../bookings/booking.ts';
import { LeaseRecord } from '../leases/lease.ts';
import type { InvariantRepository } from './invariant.repository.ts';
import { aboutBooking, type Finding, type Look } from './invariants.ts';
import { judgeClaim } from './judge-claim.ts';
import { judgeDeadline } from './judge-deadline.ts';
import { judgeFacts } from './judge-facts.ts';
import { judgeHall } from './judge-hall.ts';
import { judgeLease } from './judge-lease.ts';
import { judgeMoney } from './judge-money.ts';
import { judgeTillMoney } from './judge-shift.ts';
import { tillMoneyIn } from './shift-look.ts';

/** What is asked about halls; null where there is no Redis to ask. */
export interface HallReader {
  readonly upcoming: () => Promise<readonly ShowtimeId[]>;
  /** Null where the hall is not filled: then nothing of it can be locked either. */
  readonly entries: (showtimeId: ShowtimeId) => Promise<ReadonlyMap<string, string> | null>;
}

/** Parsing a hundred bookings takes some milliseconds of a process that may be selling meanwhile. */
const bookingsAtOnce = 100;
const toldAtOnce = 500;
const showtimesAtOnce = 10;

/** I4, I6, I8 and of I1 and I9 what one booking shows, booking by booking. Notes in `showtimes` where somebody owns seats. */
export function lookAtBookings(
  repository: InvariantRepository,
  { clock, showtimes }: { readonly clock: Clock; readonly showtimes: Set<string> },
): Look & { readonly claims: () => number } {
  let claims = 0;
  return {
    judges: ['I1', 'I4', 'I6', 'I8', 'I9'],
    claims: () => claims,
    async *slices() {
      for (let after = ''; ;) {
        const ids = await repository.bookingIds(after, bookingsAtOnce);
        const last = ids.at(-1);
        if (last === undefined) return;
        yield ids;
        after = last;
      }
    },
    async judge(ids, from) {
      const found = await repository.bookings(ids, from);
      const [stored, lent] = [
        found.filter(({ kind }) => kind !== 'LEASE'),
        found.filter(({ kind }) => kind === 'LEASE'),
      ];
      const facts = await repository.factsOf(ids, from);
      const read = stored.map((document) => ({
        id: document._id,
        parsed: BookingRecord.safeParse(document),
      }));
      const reports = await repository.reportsOf(
        read.flatMap(({ parsed }) => (parsed.success ? tillMoneyIn(parsed.data) : [])),
        from,
      );
      const findings: Finding[] = [];
      let [pending, told] = [0, 0];
      for (const document of lent) {
        const lease = LeaseRecord.safeParse(document);
        if (!lease.success) {
          findings.push(aboutBooking('I2', document._id, { message: 'cannot be read as a lease' }));
          continue;
        }
        if (lease.data.claims) {
          showtimes.add(lease.data.showtimeId);
          if (from === 'near') claims += 1;
        }
        findings.push(...judgeLease(lease.data));
      }
      for (const { id, parsed } of read) {
        if (!parsed.success) {
          findings.push(aboutBooking('I2', id, { message: 'cannot be read as a booking' }));
          continue;
        }
        const booking = parsed.data;
        const own = facts.get(booking._id) ?? [];
        if (booking.claims) {
          showtimes.add(booking.showtimeId);
          if (from === 'near') claims += 1;
        }
        if (booking.status === 'PENDING') pending += 1;
        told += own.length + booking.outbox.length;
        findings.push(
          ...judgeClaim(booking),
          ...judgeMoney(booking),
          ...judgeFacts(booking, own),
          ...judgeDeadline(booking, clock.now()),
          ...judgeTillMoney(booking, reports),
        );
      }
      return { findings, looked: { I4: stored.length, I6: told, I8: pending } };
    },
  };
}

/** I2: each booking of which the trail tells exists. */
export function lookAtTrail(repository: InvariantRepository): Look {
  return {
    judges: ['I2'],
    async *slices() {
      for (const action of ['booking.created', 'booking.success'] as const) {
        for (let before = Number.MAX_SAFE_INTEGER; ;) {
          const told = await repository.toldOf(action, before, toldAtOnce);
          const last = told.at(-1);
          if (!last) break;
          yield told.map(({ bookingId }) => bookingId);
          before = last.seq;
        }
      }
    },
    async judge(ids, from) {
      const found = await repository.existing(ids, from);
      const missing = ids.filter((id) => !found.has(id));
      const message = 'is in the trail and not in the database';
      return {
        findings: missing.map((id) => aboutBooking('I2', id, { message })),
        looked: { I2: ids.length },
      };
    },
  };
}

/** I1: no seat has two claims, in the showtimes that the look at bookings came across. */
export function lookAtClaims(
  repository: InvariantRepository,
  { showtimes, claims }: { readonly showtimes: ReadonlySet<string>; readonly claims: () => number },
): Look {
  let isCounted = false;
  return {
    judges: ['I1'],
    slices: () => inSlices([...showtimes]),
    async judge(ids, from) {
      const twice = await repository.ownedTwice(ids, from);
      const findings = twice.map(({ showtimeId, seat, bookings: owners }): Finding => {
        const bookings = owners.toSorted();
        return {
          invariant: 'I1',
          severity: 'BROKEN',
          key: `I1|${showtimeId}|${seat}|${bookings.join()}`,
          subject: showtimeId,
          message: `seat ${seat} of ${showtimeId} belongs to ${bookings.length} bookings, ${bookings.join(' and ')}`,
          showtimeId,
          seats: [seat],
          bookings,
        };
      });
      const looked = { I1: isCounted ? 0 : claims() };
      isCounted = true;
      return { findings, looked };
    },
  };
}

/** I5: in each hall on sale, what is sold or lent to a till is marked so. */
export function lookAtHalls(repository: InvariantRepository, halls: HallReader): Look {
  return {
    judges: ['I5'],
    async *slices() {
      yield* inSlices(await halls.upcoming());
    },
    async judge(ids, from) {
      const findings: Finding[] = [];
      let looked = 0;
      for (const id of ids.map((text) => ShowtimeId.parse(text))) {
        const booked = await repository.bookedSeats(id, from);
        // Read after the database, which is written first: a mark that comes meanwhile is seen.
        const entries = booked.length > 0 ? await halls.entries(id) : null;
        if (!entries) continue;
        looked += booked.length;
        findings.push(...judgeHall(id, booked, entries));
      }
      return { findings, looked: { I5: looked } };
    },
  };
}

async function* inSlices(ids: readonly string[]): AsyncGenerator<readonly string[]> {
  for (let at = 0; at < ids.length; at += showtimesAtOnce) yield ids.slice(at, at + showtimesAtOnce);
}
