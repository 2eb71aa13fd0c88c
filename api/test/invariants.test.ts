import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { seatKeys } from '@foyer/api/features/seats/seat-keys';
import { createBooking, payBooking, cancelBooking } from '@foyer/shared/http/booking-flow';
import { confirmBooking, refundBooking, type Booking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { invariantCheck, notOk, type InvariantCheck } from './harness/invariant-check.ts';

type Stored = { readonly _id: string } & Readonly<Record<string, unknown>>;

let box: BoxOffice;
let check: InvariantCheck;
let sold: Booking;
let pending: Booking;
beforeAll(async () => {
  // Workers end when the house is sold: what is planted then stays as it is.
  box = await startBoxOffice({ env: { ROLES: 'api' } });
  const worker = await box.addNode({ ROLES: 'worker' });
  const [clerk, guest] = [box.actAs('CASHIER'), box.actAs('USER')];
  sold = await sell(clerk, 'B1', 'B2');
  await sell(clerk, 'B3');
  const given = await sell(clerk, 'C1', 'C2', 'C3');
  await back(clerk, given, 'C2');
  await back(clerk, await sell(clerk, 'C5'));
  const paid = await book(guest, 'D1');
  await guest.call(payBooking, { ...of(paid), body: { payments: online(paid) } });
  await guest.call(cancelBooking, of(await book(guest, 'D3')));
  pending = await book(guest, 'D5');
  await guest.call(payBooking, {
    ...of(pending),
    body: { payments: online(pending, 'pm_card_chargeDeclined') },
  });
  const waiting = { $or: [{ 'outbox.0': { $exists: true } }, { 'refunds.parts.state': 'REQUESTED' }] };
  await eventually(async () => {
    if ((await bookings().countDocuments(waiting)) > 0) throw new Error('the workers are not done');
  });
  await eventually(async () => {
    const [seq, told] = await Promise.all([
      box.redis.hget(hallKey(), '#seq'),
      progress().findOne({ showtimeId: shows.open }),
    ]);
    if (told?.['through'] !== Number(seq)) throw new Error('the trail does not have all seat facts yet');
  });
  await worker.stop();
  check = await invariantCheck(box);
});
afterAll(async () => {
  check.stop();
  await box.stop();
});

const open = { params: { id: shows.open } };
const of = ({ id }: Booking) => ({ params: { id } });
const bookings = () => box.connection.collection<Stored>('bookings');
const progress = () => box.connection.collection<Stored>('auditStreamProgress');
const hallKey = () => seatKeys(box.namespace).seats(shows.open);
const entries = () => box.connection.collection<Stored>('auditEntries');
const online = ({ totalMinor }: Booking, token?: string) => [
  { tender: 'ONLINE' as const, amountMinor: totalMinor, ...(token ? { token } : {}) },
];

async function hold(client: Client, ...wanted: string[]) {
  return (await client.call(lockSeats, { ...open, body: { seats: seats(...wanted) } })).body.hold.id;
}

async function sell(client: Client, ...wanted: string[]): Promise<Booking> {
  const holdId = await hold(client, ...wanted);
  return (await client.call(confirmBooking, { ...open, body: { holdId } })).body.booking;
}

async function book(client: Client, ...wanted: string[]): Promise<Booking> {
  const holdId = await hold(client, ...wanted);
  return (await client.call(createBooking, { body: { holdId } })).body.booking;
}

async function back(client: Client, booking: Booking, ...some: string[]): Promise<void> {
  const body = { reason: 'a test', ...(some.length > 0 ? { seats: seats(...some) } : {}) };
  await client.call(refundBooking, { ...of(booking), body });
}

/** Changes a document, checks, and puts it back. */
async function altered(id: string, change: object): Promise<Awaited<ReturnType<InvariantCheck['run']>>> {
  const before = await bookings().findOneAndUpdate({ _id: id }, change);
  try {
    return await check.run();
  } finally {
    if (before) await bookings().replaceOne({ _id: id }, before);
  }
}

async function entryOf(action: string, booking?: Booking): Promise<Stored> {
  const entry = await entries().findOne({ action, ...(booking ? { 'target.id': booking.id } : {}) });
  if (!entry) throw new Error(`the trail has no ${action}`);
  return entry;
}

describe('the check of the invariants', () => {
  it('says ok of a house that has sold, refunded and cancelled, with what it looked at', async () => {
    const { verdicts } = await check.run();
    expect(verdicts.map(({ invariant, text }) => `${invariant} ${text}`)).toEqual([
      'I1 ok, 5 bookings with seats looked at',
      'I2 ok, 8 facts of bookings looked at',
      'I3 not checkable here: it is about answers over time, see npm run campaign',
      'I4 ok, 7 bookings looked at',
      'I5 ok, 6 booked seats looked at',
      expect.stringMatching(/^I6 ok, \d\d facts looked at; chain: not checkable yet$/),
      "I7 not checkable here: it is about a client's map, see npm run campaign",
      'I8 ok, 1 bookings that wait for money looked at',
      'I9 ok, 0 shifts looked at',
    ]);
  });

  it('I1: names the seat that two bookings own once its index is gone', async () => {
    const index = 'one-claim-per-seat';
    await bookings().dropIndex(index);
    const lines = sold.lines.map((line) => ({ ...line, seat: line.seat === 'B1' ? 'B3' : line.seat }));
    const report = await altered(sold.id, { $set: { seats: ['B2', 'B3'], lines } });
    expect(notOk(report)).toEqual({ I1: 'BROKEN' });
    expect(report.broken).toMatchObject([{ seats: ['B3'], showtimeId: shows.open }]);
    expect(report.broken[0]?.bookings).toHaveLength(2);
    expect(report.broken[0]?.bookings).toContain(sold.id);
    await bookings().createIndex(
      { showtimeId: 1, seats: 1 },
      { name: index, unique: true, partialFilterExpression: { claims: true } },
    );
  });

  it('I2: misses a booking that the trail tells of', async () => {
    const before = await bookings().findOneAndDelete({ _id: sold.id });
    const report = await check.run();
    if (before) await bookings().insertOne(before);
    expect(notOk(report)).toEqual({ I2: 'BROKEN' });
    expect(report.broken).toMatchObject([{ subject: sold.id }]);
  });

  it('I2: sees a booking that went back in time', async () => {
    const fact = await entryOf('booking.success', sold);
    const late = { ...fact, _id: `${sold.id}:9:payment.unknown:none`, seq: 1_000_001 };
    await entries().insertOne({ ...late, action: 'payment.unknown', after: { version: 9 } });
    const report = await check.run();
    await entries().deleteOne({ _id: late._id });
    expect(notOk(report)).toEqual({ I2: 'BROKEN' });
  });

  it('I4: does the sums of what was paid, went back and was sold', async () => {
    const half = { $set: { 'payments.0.amountMinor': 1_000 } };
    const report = await altered(sold.id, half);
    expect(notOk(report)).toEqual({ I4: 'BROKEN' });
    const message = `booking ${sold.id} is BOOKED and holds 1000 where its live lines cost 2000`;
    expect(report.broken).toMatchObject([{ message }]);
    expect(notOk(await altered(sold.id, { $set: { totalMinor: 1 } }))).toEqual({ I4: 'BROKEN' });
    expect(notOk(await altered(sold.id, { $set: { 'payments.0.refundedMinor': 5 } }))).toEqual({
      I4: 'BROKEN',
    });
  });

  it('I5: sees a sold seat that somebody could lock', async () => {
    const mark = (await box.redis.hget(hallKey(), 'B1')) ?? '';
    await box.redis.hdel(hallKey(), 'B1');
    const report = await check.run();
    await box.redis.hset(hallKey(), 'B1', mark);
    expect(notOk(report)).toEqual({ I5: 'BROKEN' });
    expect(report.broken).toMatchObject([{ seats: ['B1'], bookings: [sold.id] }]);
  });

  it('I6: misses a fact, and sees one told twice', async () => {
    const fact = await entryOf('payment.captured', sold);
    await entries().deleteOne({ _id: fact._id });
    expect(notOk(await check.run())).toEqual({ I6: 'BROKEN' });
    await entries().insertOne(fact);
    const success = await entryOf('booking.success', sold);
    const twin = { ...success, _id: `${sold.id}:1:booking.success:again`, seq: 1_000_002 };
    await entries().insertOne(twin);
    expect(notOk(await check.run())).toEqual({ I6: 'BROKEN' });
    await entries().deleteOne({ _id: twin._id });
    expect(notOk(await check.run())).toEqual({});
  });

  it('I6: misses a change of a hall, unless the trail says that it is lost', async () => {
    const fact = await entryOf('seat.booked');
    await entries().deleteOne({ _id: fact._id });
    const { epoch, seq } = fact['after'] as { readonly epoch: string; readonly seq: number };
    const report = await check.run();
    expect(notOk(report)).toEqual({ I6: 'BROKEN' });
    expect(report.broken).toMatchObject([
      { key: `I6|${shows.open}:${epoch}|${seq}`, showtimeId: shows.open },
    ]);
    const gap = { action: 'stream.gap', after: { epoch, from: seq, to: seq }, seq: 1_000_003 };
    await entries().insertOne({ ...fact, _id: 'a gap', ...gap });
    expect(notOk(await check.run())).toEqual({});
    await entries().deleteOne({ _id: 'a gap' });
    await entries().insertOne(fact);
  });

  it('I8: sees a booking that waits past its window, and raises an alarm where a provider is silent', async () => {
    const long = new Date(Date.now() - 3_600_000);
    expect(notOk(await altered(pending.id, { $set: { expiresAt: long } }))).toEqual({ I8: 'BROKEN' });
    const fact = await entryOf('payment.declined', pending);
    const unknown = fact._id.replace('declined', 'unknown');
    await entries().deleteOne({ _id: fact._id });
    await entries().insertOne({ ...fact, _id: unknown, action: 'payment.unknown' });
    const silent = { $set: { expiresAt: long, 'payments.0.status': 'UNKNOWN' } };
    const report = await altered(pending.id, silent);
    await entries().deleteOne({ _id: unknown });
    await entries().insertOne(fact);
    expect(notOk(report)).toEqual({ I8: 'ALARM' });
    expect(report.broken).toEqual([]);
  });
});

describe('npm run invariants', () => {
  const program = fileURLToPath(new URL('../../tools/src/invariants.ts', import.meta.url));
  const run = async (...more: string[]) => {
    const { mongoUri, redisUrl, namespace } = box;
    const where = ['--mongo-uri', mongoUri, '--redis', redisUrl, '--namespace', namespace, ...more];
    const ended = promisify(execFile)(process.execPath, [program, ...where]);
    return ended.then(
      (said) => ({ code: 0, ...said }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
  };

  it('prints a line for each invariant and ends with 0, with 1 where one is broken', async () => {
    const { code, stdout } = await run('--database', box.namespace);
    expect(stdout.trim().split('\n')).toHaveLength(9);
    expect(stdout).toContain('I4 ok, 7 bookings looked at');
    expect(code).toBe(0);
    await bookings().updateOne({ _id: sold.id }, { $set: { totalMinor: 1 } });
    const broken = await run('--database', box.namespace);
    await bookings().updateOne({ _id: sold.id }, { $set: { totalMinor: sold.totalMinor } });
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain(`I4 broken: booking ${sold.id} costs 1 where its lines cost 2000`);
  });

  it('ends with 2 where it could not check', async () => {
    const other = await run('--database', `${box.namespace}-other`);
    expect(other.code).toBe(2);
    expect(other.stderr).toContain('has no bookings');
    const away = await run('--database', box.namespace, '--redis', '127.0.0.1:1');
    expect(away.code).toBe(2);
    expect(away.stdout).toContain('I5 not checked: there is no Redis to ask');
  });
});
