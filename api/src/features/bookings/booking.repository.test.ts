import { ShowtimeId } from '@foyer/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBooking, startBookings } from './booking.harness.ts';
import { systemAct } from '../seats/seats.ts';
import { changed } from './booking-change.ts';
import { arbiterIndex } from './booking.model.ts';
import type { InsertOutcome } from './booking.repository.ts';

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
    expect(await db.repository.claimsOf(ShowtimeId.parse('st-race'))).toHaveLength(1);
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
