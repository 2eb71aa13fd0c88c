import { LeaseId, SeatId, ShowtimeId, TillId } from '@foyer/shared/ids';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../platform/indexes.ts';
import { openGate } from '../bookings/arbiter-watch.ts';
import { buildBooking, startBookings } from '../bookings/booking.harness.ts';
import { bookingCollection } from '../bookings/booking.model.ts';
import { systemAct } from '../seats/seats.ts';
import { LeaseRecord, lost, withoutSeats, type LeaseDraft } from './lease.ts';
import { leaseEvent } from './lease-events.ts';
import { LeaseRepository, type LeaseStep } from './lease.repository.ts';

let db: Awaited<ReturnType<typeof startBookings>>;
let repository: LeaseRepository;
beforeAll(async () => {
  db = await startBookings();
  repository = new LeaseRepository(db.connection, 'bookings', openGate);
});
afterAll(() => db.stop());

let count = 0;
let lease: LeaseRecord;
let showtimeId: ShowtimeId;
beforeEach(async () => {
  count += 1;
  showtimeId = ShowtimeId.parse(`st-${count}`);
  lease = await granted(`lse_${count}`, 'til_1', ['A1', 'A2', 'A3']);
});

const at = new Date('2026-11-26T20:00:00.000Z');

function leaseOf(id: string, till: string, seats: readonly string[]): LeaseRecord {
  return LeaseRecord.parse({
    _id: id,
    reference: id,
    kind: 'LEASE',
    status: 'LEASED',
    version: 1,
    claims: true,
    showtimeId,
    showtime: { movieId: 'up', movieTitle: 'Up', auditoriumName: 'Hall 1', startsAt: at },
    seats,
    till,
    leaseTill: till,
    journalId: 'jrn_1',
    granted: { chairs: [], ticketTypes: [], currency: 'EUR', endsAt: at, timeZone: 'UTC', references: [] },
    sold: [],
    returned: [],
    actor: { id: 'usr_1', role: 'CASHIER' },
    createdAt: at,
    endedAt: null,
    dueAt: null,
    outbox: [],
  });
}

function stepTo(next: LeaseDraft, action: 'lease.granted' | 'lease.replayed' | 'lease.lost'): LeaseStep {
  return { next, fact: leaseEvent(next, { action, at, more: {} }, systemAct) };
}

async function granted(id: string, till: string, seats: readonly string[]): Promise<LeaseRecord> {
  const record = leaseOf(id, till, seats);
  const outcome = await repository.insert(stepTo(record, 'lease.granted'));
  if (outcome !== 'GRANTED') throw new Error(outcome);
  return record;
}

/** The lease without one seat, and a booking of another or the same. */
function sale(seat: string, booked: string, id = `b_${count}_${seat}`) {
  const next = withoutSeats(lease, [SeatId.parse(seat)], { at });
  const booking = buildBooking({ showtimeId, seats: [booked], id });
  return { lease: { seen: lease, step: stepTo(next, 'lease.replayed') }, booking };
}

const stored = async () => ({
  lease: await repository.read(LeaseId.parse(`lse_${count}`)),
  sold: await db.model.countDocuments({ showtimeId, kind: 'SALE' }),
});

describe('a lease', () => {
  it('is refused where somebody owns a seat, and a second one of a till for a show', async () => {
    expect(await repository.insert(stepTo(leaseOf('lse_x', 'til_2', ['A3', 'A4']), 'lease.granted'))).toBe(
      'TAKEN',
    );
    expect(await repository.insert(stepTo(leaseOf('lse_y', 'til_1', ['A5']), 'lease.granted'))).toBe('HELD');
    expect(await repository.insert(stepTo(leaseOf('lse_z', 'til_2', ['A5']), 'lease.granted'))).toBe(
      'GRANTED',
    );
    const buyer = buildBooking({ showtimeId, seats: ['A1'] });
    expect(await db.repository.insert(buyer)).toEqual({ kind: 'TAKEN', seats: ['A1'] });
  });

  it('is nobody’s booking', async () => {
    expect(await db.repository.read(`lse_${count}` as never)).toBeNull();
    expect(await db.repository.find(`lse_${count}` as never)).toBeNull();
    expect(await db.repository.page({}, { after: null, limit: 50 })).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ kind: 'LEASE' })]),
    );
  });

  it('frees its till for another one once it is over', async () => {
    expect(await repository.save(lease, stepTo(lost(lease, at), 'lease.lost'))).toBe(true);
    expect(await repository.liveOf(TillId.parse('til_1'), showtimeId)).toBeNull();
    await granted(`lse_${count}b`, 'til_1', ['A1']);
  });
});

it('lets a server start while a killed one’s transaction is open still', async () => {
  const session = await db.connection.startSession();
  session.startTransaction();
  try {
    await repository.save(lease, stepTo({ ...lease, version: 2 }, 'lease.replayed'), session);
    await migrate(db.connection, [bookingCollection(db.connection)]);
    expect(await db.indexFaults()).toEqual([]);
  } finally {
    await session.abortTransaction();
    await session.endSession();
  }
}, 5_000);

describe('a sale from it', () => {
  it('moves a seat to a booking, both or neither', async () => {
    const { lease: move, booking } = sale('A1', 'A1');
    expect(await repository.sell(move, booking)).toBe('SOLD');
    expect(await stored()).toMatchObject({ lease: { version: 2, seats: ['A2', 'A3'] }, sold: 1 });
    expect(await repository.sell(move, { ...booking, _id: `${booking._id}x` as never })).toBe('MOVED');
    expect(await stored()).toMatchObject({ lease: { version: 2 }, sold: 1 });
  });

  it.each(['EXISTS', 'REFERENCE', 'TAKEN'] as const)('leaves the lease as it was: %s', async (outcome) => {
    const first = buildBooking({ showtimeId, seats: ['B1'], id: `b_${count}_first` });
    await db.repository.insert(first);
    const { lease: move, booking } = sale('A1', outcome === 'TAKEN' ? 'B1' : 'A1');
    const same = {
      EXISTS: { _id: first._id },
      REFERENCE: { reference: first.reference },
      TAKEN: {},
    }[outcome];
    expect(await repository.sell(move, { ...booking, ...same })).toBe(outcome);
    expect(await stored()).toMatchObject({ lease: { version: 1, seats: ['A1', 'A2', 'A3'] }, sold: 1 });
    expect((await stored()).lease?.outbox).toHaveLength(1);
  });

  it('takes back what was written beside it', async () => {
    const { lease: move, booking } = sale('A1', 'A1');
    const beside = db.connection.collection<{ _id: string }>('beside');
    await beside.insertOne({ _id: 'there' });
    await repository.save(lease, stepTo({ ...lease, version: 2 }, 'lease.replayed'));
    const outcome = await repository.sell(move, booking, async (session) => {
      await beside.deleteOne({ _id: 'there' }, { session });
      return true;
    });
    expect([outcome, await beside.countDocuments()]).toEqual(['MOVED', 1]);
    expect((await stored()).sold).toBe(0);
  });

  it('is made once however many bring it in at once', async () => {
    const { lease: move, booking } = sale('A1', 'A1');
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => repository.sell(move, booking)));
    expect(outcomes.filter((outcome) => outcome === 'SOLD')).toHaveLength(1);
    expect(await stored()).toMatchObject({ lease: { version: 2, seats: ['A2', 'A3'] }, sold: 1 });
  });
});
