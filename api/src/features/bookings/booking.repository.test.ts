import { SeatId, ShowtimeId } from '@foyer/shared/ids';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildBooking, startBookings } from './booking.harness.ts';
import { systemAct } from '../seats/seats.ts';
import { changed } from './booking-change.ts';
import { claimGate } from './arbiter-watch.ts';
import { arbiterIndex, hasArbiter } from './booking.model.ts';
import { BookingRepository, type InsertOutcome } from './booking.repository.ts';

let db: Awaited<ReturnType<typeof startBookings>>;
beforeAll(async () => {
  db = await startBookings();
});
afterAll(() => db.stop());

const kinds = (outcomes: readonly { readonly kind: string }[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { kind } of outcomes) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};

const seatsOf = (...ids: readonly string[]): SeatId[] => ids.map((id) => SeatId.parse(id));

/** Forty bookings of overlapping pairs at the same moment: each one wants F12. */
function race(showtimeId: string): Promise<InsertOutcome[]> {
  const wishes = Array.from({ length: 40 }, (_, index) =>
    buildBooking({ showtimeId, seats: ['F12', `G${index}`] }),
  );
  return Promise.all(wishes.map((booking) => db.repository.insert(booking)));
}

describe('the arbiter', () => {
  it('lets one of forty racing claims own a seat, and gives the losers nothing', async () => {
    expect(kinds(await race('st-race'))).toEqual({ INSERTED: 1, TAKEN: 39 });
    expect(await db.model.countDocuments({ showtimeId: ShowtimeId.parse('st-race'), claims: true })).toBe(1);
  });

  it('names every seat that is owned by others', async () => {
    const showtimeId = 'st-names';
    await db.repository.insert(buildBooking({ showtimeId, seats: ['A1'] }));
    await db.repository.insert(buildBooking({ showtimeId, seats: ['A3'] }));
    const refused = await db.repository.insert(buildBooking({ showtimeId, seats: ['A1', 'A2', 'A3'] }));
    expect(refused).toEqual({ kind: 'TAKEN', seats: ['A1', 'A3'] });
  });

  it('lets go of a seat when its booking fails, and only then', async () => {
    const showtimeId = 'st-again';
    const first = buildBooking({ showtimeId, seats: ['A1'], status: 'PENDING' });
    await db.repository.insert(first);
    expect((await db.repository.insert(buildBooking({ showtimeId, seats: ['A1'] }))).kind).toBe('TAKEN');
    await db.repository.save(first, changed(first, { status: 'FAILED' }, []), told);
    expect((await db.repository.insert(buildBooking({ showtimeId, seats: ['A1'] }))).kind).toBe('INSERTED');
  });

  it('refuses a claim without seats: two of them would collide as null', async () => {
    const empty = buildBooking({ showtimeId: 'st-empty', seats: [] });
    await expect(db.repository.insert(empty)).rejects.toThrow('validation');
  });

  it('is missed at once: without its index the same race sells one seat many times, and readiness says so', async () => {
    const other = await startBookings();
    await other.model.collection.dropIndex(arbiterIndex);
    const wishes = Array.from({ length: 5 }, () => buildBooking({ showtimeId: 'st', seats: ['F12'] }));
    const outcomes = await Promise.all(wishes.map((booking) => other.repository.insert(booking)));
    expect(kinds(outcomes)).toEqual({ INSERTED: 5 });
    expect(await other.indexFaults()).toEqual([expect.stringContaining('bookings: lacks')]);
    await other.stop();
  });
});

describe('without the arbiter', () => {
  let isIntact = true;
  const gated = () =>
    new BookingRepository(
      db.model,
      claimGate(() => isIntact),
    );
  const missing = { code: 'service.unavailable', details: { reason: 'arbiter-missing' } };
  beforeEach(() => {
    isIntact = false;
  });

  it('claims nothing by an insert, and does by the same one once it is back', async () => {
    const booking = buildBooking({ showtimeId: 'st-gate', seats: ['A1'] });
    await expect(gated().insert(booking)).rejects.toMatchObject(missing);
    isIntact = true;
    expect((await gated().insert(booking)).kind).toBe('INSERTED');
  });

  it.each([
    ['other seats', { seats: seatsOf('A2', 'A9') }],
    ['the same seats of another show', { showtimeId: ShowtimeId.parse('st-elsewhere') }],
  ])('claims no %s by a change', async (_what, change) => {
    const booking = buildBooking({ showtimeId: 'st-gate-2', seats: ['A2', 'A3'] });
    await db.repository.insert(booking);
    await expect(gated().save(booking, changed(booking, change, []), told)).rejects.toMatchObject(missing);
    await db.model.deleteOne({ _id: booking._id });
  });

  it('claims no seats back for an ended booking', async () => {
    const ended = buildBooking({ showtimeId: 'st-gate-3', seats: ['A1'], status: 'EXPIRED' });
    await db.repository.insert(ended);
    const rescue = changed(ended, { status: 'BOOKED' }, []);
    await expect(gated().save(ended, rescue, told)).rejects.toMatchObject(missing);
  });

  it('lets money in for seats that are claimed already, and gives seats back', async () => {
    const booking = buildBooking({ showtimeId: 'st-gate-4', seats: ['A1', 'A2'], status: 'PENDING' });
    await db.repository.insert(booking);
    const paid = await gated().save(booking, changed(booking, { status: 'BOOKED' }, []), told);
    if (paid.kind !== 'SAVED') throw new Error(paid.kind);
    const fewer = changed(paid.booking, { seats: seatsOf('A2') }, []);
    expect((await gated().save(paid.booking, fewer, told)).kind).toBe('SAVED');
  });

  it('is seen to be missing: gone, not unique, without its filter, or with its whole collection', async () => {
    const other = await startBookings();
    const { collection } = other.model;
    const seen = [await hasArbiter(other.model)];
    for (const poor of [{}, { unique: true }, { partialFilterExpression: { claims: true } }]) {
      await collection.dropIndex(arbiterIndex).catch(() => undefined);
      seen.push(await hasArbiter(other.model));
      await collection.createIndex({ showtimeId: 1, seats: 1 }, { name: arbiterIndex, ...poor });
      seen.push(await hasArbiter(other.model));
    }
    await collection.drop();
    seen.push(await hasArbiter(other.model));
    expect(seen).toEqual([true, ...Array.from({ length: 7 }, () => false)]);
    await other.stop();
  });
});

describe('a booking sent twice', () => {
  it('is one booking: the second insert finds the first', async () => {
    const booking = buildBooking({ showtimeId: 'st-twice', seats: ['A1'] });
    const outcomes = await Promise.all([1, 2, 3].map(() => db.repository.insert(booking)));
    expect(kinds(outcomes)).toEqual({ INSERTED: 1, EXISTS: 2 });
  });

  it('steps once however many saw the same state', async () => {
    const booking = buildBooking({ showtimeId: 'st-steps', seats: ['A1'], status: 'PENDING' });
    await db.repository.insert(booking);
    const change = changed(booking, { status: 'BOOKED' }, [{ action: 'booking.success' }]);
    const outcomes = await Promise.all([1, 2, 3].map(() => db.repository.save(booking, change, told)));
    expect(kinds(outcomes)).toEqual({ SAVED: 1, CONFLICT: 2 });
    const stored = await db.repository.find(booking._id);
    expect(stored?.outbox.map(({ id }) => id)).toEqual([
      `${booking._id}:1:booking.success`,
      `${booking._id}:2:booking.success`,
    ]);
  });

  it('never takes a step that the table does not have', async () => {
    const booking = buildBooking({ showtimeId: 'st-never', seats: ['A1'] });
    const change = changed(booking, { status: 'EXPIRED' }, []);
    await expect(db.repository.save(booking, change, told)).rejects.toThrow(
      "can't go from BOOKED to EXPIRED",
    );
  });

  it('names the seats that others own when it wants them back, and stays what it was', async () => {
    const showtimeId = 'st-back';
    const ended = buildBooking({ showtimeId, seats: ['A1', 'A2'], status: 'EXPIRED' });
    await db.repository.insert(ended);
    await db.repository.insert(buildBooking({ showtimeId, seats: ['A2'] }));
    const outcome = await db.repository.save(ended, changed(ended, { status: 'BOOKED' }, []), told);
    expect(outcome).toEqual({ kind: 'TAKEN', seats: ['A2'] });
    expect(await db.repository.find(ended._id)).toMatchObject({
      status: 'EXPIRED',
      claims: false,
      version: 1,
    });
  });
});

const told = { act: systemAct, at: new Date() };

describe('the ledger', () => {
  it('pages newest first and stays in place while new bookings arrive', async () => {
    const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 12, minute));
    const movie = 'st-pages';
    for (const minute of [1, 2, 2, 3]) {
      await db.repository.insert(
        buildBooking({
          showtimeId: movie,
          seats: [`A${minute}${Math.random().toString().slice(2, 6)}`],
          createdAt: at(minute),
        }),
      );
    }
    const range = { from: at(0), to: at(59) };
    const first = await db.repository.page(range, { after: null, limit: 2 });
    await db.repository.insert(buildBooking({ showtimeId: movie, seats: ['Z1'], createdAt: at(9) }));
    const last = first[1];
    const second = await db.repository.page(range, {
      after: last ? { createdAt: last.createdAt, id: last._id } : null,
      limit: 9,
    });
    expect([...first, ...second].map(({ createdAt }) => createdAt.getUTCMinutes())).toEqual([3, 2, 2, 1]);
    expect(new Set([...first, ...second].map(({ _id }) => _id)).size).toBe(4);
  });

  it('tells each fact of an outbox until it is marked as told', async () => {
    const booking = buildBooking({ showtimeId: 'st-outbox', seats: ['A1'] });
    await db.repository.insert(booking);
    const mine = async () => (await db.repository.untold(500)).filter(({ _id }) => _id === booking._id);
    expect((await mine()).flatMap(({ outbox }) => outbox.map(({ action }) => action))).toEqual([
      'booking.success',
    ]);
    await db.repository.markTold(await mine());
    expect(await mine()).toEqual([]);
  });
});
