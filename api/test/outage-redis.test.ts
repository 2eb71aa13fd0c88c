import { listAuditEntries } from '@foyer/shared/http/audit';
import { confirmBooking } from '@foyer/shared/http/bookings';
import { getHealth, getReadiness } from '@foyer/shared/http/health';
import { lockSeats } from '@foyer/shared/http/holds';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { firstSeats, seats, shows } from './harness/cinema.ts';
import { eventually } from './harness/eventually.ts';
import { ownRedis, type OwnEngine } from './harness/own-engines.ts';
import { withinMs } from './harness/within.ts';

const open = { params: { id: shows.open } };
const sold = seats('C1', 'C2');

let redis: OwnEngine;
let box: BoxOffice;
let lastEpoch: string;
beforeAll(async () => {
  redis = await ownRedis();
  box = await startBoxOffice({ redisUrl: redis.url });
  const clerk = box.actAs('CASHIER');
  const { body } = await clerk.call(lockSeats, { ...open, body: { seats: sold } });
  await clerk.call(confirmBooking, { ...open, body: { holdId: body.hold.id } });
  lastEpoch = body.epoch;
});
afterAll(async () => {
  await box.stop();
  await redis.remove();
});

/** Ready by itself, the map in a new epoch and right, what is sold not to be had, the rest on sale. */
async function expectRightAgain(free: string): Promise<void> {
  await eventually(async () => expect((await box.anonymous.call(getReadiness)).status).toBe(200));
  const guest = box.actAs('USER');
  const refused = await guest.call(lockSeats, { ...open, body: { seats: [free, 'C1'] } });
  expect(refused.problem).toMatchObject({ code: 'seats.taken', details: { seats: ['C1'] } });
  const held = await guest.call(lockSeats, { ...open, body: { seats: [free] } });
  expect(held.status).toBe(201);
  const { body: map } = await box.anonymous.call(getSeatMap, open);
  expect(map.epoch).not.toBe(lastEpoch);
  lastEpoch = map.epoch;
  expect([map.epoch, map.seq]).toEqual([held.body.epoch, held.body.seq]);
  const booked = map.seats.filter(({ status }) => status === 'BOOKED').map(({ id }) => id);
  expect(booked).toEqual(sold);
  expect(map.seats.find(({ id }) => id === free)?.status).toBe('LOCKED');
  expect(map.seats.find(({ id }) => id === 'F10')?.status).toBe('BLOCKED');
  await expectAudited(held.body.hold.id);
}

/** The trail goes on: its writer, too, has lost its connection and found it again. */
async function expectAudited(holdId: string): Promise<void> {
  const manager = box.actAs('MANAGER');
  await eventually(async () => {
    const { entries } = (await manager.call(listAuditEntries, { query: { target: holdId } })).body;
    expect(entries.map(({ action }) => action)).toEqual(['seat.locked']);
  }, 10_000);
}

describe('while Redis is down', () => {
  beforeAll(() => redis.stop());

  test('holds and sales are refused at once, with when to come again', async () => {
    const guest = box.actAs('CASHIER');
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const lock = await withinMs(1_500, () => guest.call(lockSeats, { ...open, body: { seats: ['D1'] } }));
      expect(lock.code).toBe('service.unavailable');
      expect(lock.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    }
    const sale = await withinMs(1_500, () =>
      guest.call(confirmBooking, { ...open, body: { holdId: 'h_any' } }),
    );
    expect(sale.code).toBe('service.unavailable');
    expect(await box.connection.collection('bookings').countDocuments()).toBe(1);
  });

  test('the node says that it is not ready, and why', async () => {
    const ready = await withinMs(1_500, () => box.anonymous.call(getReadiness));
    expect([ready.status, ready.body]).toEqual([503, { ready: false, missing: ['redis'] }]);
    const health = await withinMs(1_500, () => box.anonymous.call(getHealth));
    expect([health.status, health.body]).toEqual([200, { status: 'degraded', mongo: 'up', redis: 'down' }]);
    expect((await box.anonymous.send('GET', '/livez')).status).toBe(200);
  });

  test('it comes back with its data, and everything is right by itself', async () => {
    await redis.start('kept');
    await expectRightAgain('D2');
  });
});

test('a Redis that is emptied under the server sells nothing twice', async () => {
  await box.redis.flushall();
  await expectRightAgain('D3');
});

test('a Redis that comes back empty sells nothing twice', async () => {
  await redis.stop();
  await redis.start('lost');
  await expectRightAgain('D4');
});

test('holds that were asked for while it restarted are held or refused, never both', async () => {
  const wanted = firstSeats(10);
  const stopped = redis.stop();
  const asked = wanted.map((seat) => box.actAs('USER').call(lockSeats, { ...open, body: { seats: [seat] } }));
  await stopped;
  await redis.start('kept');
  const codes = (await Promise.all(asked)).map(({ code }) => code ?? 'held');
  expect(['held', 'seats.taken', 'service.unavailable']).toEqual(expect.arrayContaining([...new Set(codes)]));
  await expectRightAgain('D5');
});
