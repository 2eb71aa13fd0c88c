import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startAudit } from '../audit/audit.harness.ts';
import { buildBooking, startBookings } from './booking.harness.ts';
import { relayOutbox } from './outbox-relay.ts';

let bookings: Awaited<ReturnType<typeof startBookings>>;
let audit: Awaited<ReturnType<typeof startAudit>>;
beforeAll(async () => {
  bookings = await startBookings();
});
afterAll(() => bookings.stop());
beforeEach(async () => {
  audit = await startAudit();
});
afterEach(() => audit.stop());

const record = (...call: Parameters<typeof audit.repository.append>): Promise<void> =>
  audit.repository.append(...call);

/** Sells a seat and answers the ids of the facts that wait in its outbox. */
async function sell(seat: string): Promise<string[]> {
  const booking = buildBooking({ showtimeId: `st-${seat}`, seats: [seat] });
  await bookings.repository.insert(booking);
  return booking.outbox.map(({ id }) => id);
}

async function recordedIds(): Promise<string[]> {
  return (await audit.stored()).map(({ id }) => id);
}

test('facts are recorded and leave the outbox; the booking’s version stays', async () => {
  const facts = await sell('A1');
  await relayOutbox(bookings.repository, record);
  expect(await recordedIds()).toEqual(facts);
  expect(await bookings.repository.untold(10)).toEqual([]);
  expect(await bookings.model.find().lean()).toMatchObject([{ seats: ['A1'], version: 1, outbox: [] }]);
});

test('a crash between recording and taking out tells every fact once all the same', async () => {
  const facts = await sell('A2');
  const crash = new Error('the process ended here');
  const crashing = {
    untold: (limit: number) => bookings.repository.untold(limit),
    markTold: () => Promise.reject(crash),
  };
  await expect(relayOutbox(crashing, record)).rejects.toBe(crash);
  expect(await bookings.repository.untold(10)).toHaveLength(1);
  await relayOutbox(bookings.repository, record);
  expect(await recordedIds()).toEqual(facts);
  expect(await bookings.repository.untold(10)).toEqual([]);
});

test('a fact that could not be recorded stays in the outbox', async () => {
  const facts = await sell('A3');
  const away = new Error('MongoDB is away');
  await expect(relayOutbox(bookings.repository, () => Promise.reject(away))).rejects.toBe(away);
  await relayOutbox(bookings.repository, record);
  expect(await recordedIds()).toEqual(facts);
});

test('relays on several nodes tell every fact once', async () => {
  const sold = await Promise.all(Array.from({ length: 20 }, (_, index) => sell(`B${index}`)));
  await Promise.all(Array.from({ length: 4 }, () => relayOutbox(bookings.repository, record)));
  expect((await recordedIds()).sort()).toEqual(sold.flat().sort());
  expect(await bookings.repository.untold(100)).toEqual([]);
});
