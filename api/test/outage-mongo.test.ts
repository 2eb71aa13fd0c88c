import { confirmBooking, listMyBookings } from '@foyer/shared/http/bookings';
import { getHealth, getReadiness } from '@foyer/shared/http/health';
import { lockSeats } from '@foyer/shared/http/holds';
import { listShowtimes } from '@foyer/shared/http/catalogue';
import type { ProblemCode } from '@foyer/shared/problems';
import { getMe } from '@foyer/shared/http/sign-in';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import { problemOf, type Client } from './harness/client.ts';
import { allContracts, examplePath } from './harness/contracts.ts';
import { eventually } from './harness/eventually.ts';
import { ownMongo, ownRedis, type OwnEngine } from './harness/own-engines.ts';
import { withinMs } from './harness/within.ts';

const open = { params: { id: shows.open } };
/** Finding out that no primary is there takes 1.5 s; a sale may have to find out twice. */
const fastMs = 3_500;

let mongo: OwnEngine;
let redis: OwnEngine;
let box: BoxOffice;
let clerk: Client;
let holdId: string;
beforeAll(async () => {
  [mongo, redis] = await Promise.all([ownMongo(), ownRedis()]);
  box = await startBoxOffice({ mongoUri: mongo.url, redisUrl: redis.url });
  clerk = box.actAs('CASHIER');
  const sold = await clerk.call(lockSeats, { ...open, body: { seats: seats('B1') } });
  await clerk.call(confirmBooking, { ...open, body: { holdId: sold.body.hold.id } });
  holdId = (await clerk.call(lockSeats, { ...open, body: { seats: seats('B2') } })).body.hold.id;
});
afterAll(async () => {
  await box.stop();
  await Promise.all([mongo.remove(), redis.remove()]);
});

describe('while MongoDB is down', () => {
  beforeAll(() => mongo.stop());

  test('a sale is refused soon, with when to come again', async () => {
    const sale = await withinMs(fastMs, () =>
      clerk.call(confirmBooking, { ...open, body: { holdId }, key: 'sent-again' }),
    );
    expect(sale.code).toBe('service.unavailable');
    expect(sale.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  });

  test.each<[string, () => Promise<{ readonly code: ProblemCode | null }>]>([
    ['what plays', () => box.anonymous.call(listShowtimes)],
    ['bookings', () => clerk.call(listMyBookings)],
    ['a person', () => clerk.call(getMe)],
  ])('%s can not be had, and that is said soon', async (_name, ask) => {
    expect((await withinMs(fastMs, ask)).code).toBe('service.unavailable');
  });

  test('the node says that it is not ready, and why', async () => {
    const ready = await withinMs(fastMs, () => box.anonymous.call(getReadiness));
    expect([ready.status, ready.body]).toEqual([503, { ready: false, missing: ['mongo'] }]);
    const health = await withinMs(fastMs, () => box.anonymous.call(getHealth));
    expect([health.status, health.body]).toEqual([503, { status: 'down', mongo: 'down', redis: 'up' }]);
  });

  test('it comes back, and the same sale sent again is one sale', async () => {
    await mongo.start('kept');
    await eventually(async () => expect((await box.anonymous.call(getReadiness)).status).toBe(200), 10_000);
    const parts = { ...open, body: { holdId }, key: 'sent-again' };
    const first = await clerk.call(confirmBooking, parts);
    const again = await clerk.call(confirmBooking, parts);
    expect([first.status, again.body]).toEqual([201, first.body]);
    const { bookings } = (await clerk.call(listMyBookings)).body;
    expect(bookings.map((booking) => booking.seats)).toEqual([['B2'], ['B1']]);
  });
});

test('with both engines down every contract answers as it says, and none by a defect', async () => {
  await Promise.all([mongo.stop(), redis.stop()]);
  const answers = await Promise.all(
    allContracts.map(async ([name, contract]) => {
      const fitting = [
        { seats: ['B3'] },
        { count: 1 },
        { holdId },
        { reason: 'a test' },
        { refreshToken: 'x' },
        { role: 'CASHIER' },
        { email: 'new@example.test', role: 'CASHIER' },
      ];
      const body = fitting.find((candidate) => contract.body?.safeParse(candidate).success) ?? {};
      const headers = { 'idempotency-key': 'while-all-is-down' };
      const caller = contract.access === 'public' ? box.anonymous : box.actAs('MANAGER');
      const sent = contract.body ? { body, headers } : {};
      const reply = await caller.send(contract.method, examplePath(contract), sent);
      return `${name} ${reply.status in contract.replies ? 'answered' : problemOf(reply.text).code}`;
    }),
  );
  expect(answers.filter((answer) => answer.endsWith(' internal'))).toEqual([]);
  expect(answers).toEqual(
    expect.arrayContaining(['lockSeats service.unavailable', 'confirmBooking service.unavailable']),
  );
  await Promise.all([mongo.start('kept'), redis.start('kept')]);
  await eventually(async () => expect((await box.anonymous.call(getReadiness)).status).toBe(200), 10_000);
});
