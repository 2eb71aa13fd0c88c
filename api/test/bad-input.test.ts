import { confirmBooking, type ConfirmRequest } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import type { SeatId } from '@foyer/shared/ids';
import type { ProblemCode } from '@foyer/shared/problems';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { firstSeats, seats, shows, special } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { expectRefusal, withoutTrace } from './harness/refusal.ts';

let box: BoxOffice;
let casey: Client;
let cleo: Client;
beforeAll(async () => {
  box = await startBoxOffice();
  casey = await box.signIn('CASHIER');
  cleo = await box.signIn('USER');
});
afterAll(() => box.stop());

const lockPath = `/api/showtimes/${shows.open}/seats/lock`;
const confirmPath = `/api/showtimes/${shows.open}/bookings/confirm`;

async function expectRefused(run: () => ReturnType<Client['send']>, code: ProblemCode): Promise<void> {
  expectRefusal(await withoutTrace(box, run), code);
}

async function holdOf(client: Client, wanted: readonly SeatId[]): Promise<string> {
  const { body } = await client.call(lockSeats, {
    params: { id: shows.open },
    body: { seats: [...wanted] },
  });
  return body.hold.id;
}

const operator = { $ne: null };

/** What no write with a JSON body takes, whatever it is about. */
const unreadable: readonly [string, string, ProblemCode][] = [
  ['nothing', '', 'request.invalid'],
  ['half a JSON text', '{"seats":["B1"', 'request.invalid'],
  ['a list', '["B1"]', 'request.invalid'],
  ['a text', '"B1"', 'request.invalid'],
  ['null', 'null', 'request.invalid'],
  ['more than the limit', JSON.stringify({ seats: ['x'.repeat(1_048_576)] }), 'request.too-large'],
];

describe.each([
  ['POST', lockPath],
  ['DELETE', lockPath],
  ['POST', confirmPath],
  ['POST', '/api/auth/token'],
  ['POST', '/api/auth/refresh'],
  ['POST', '/api/auth/logout'],
])('%s %s', (method, path) => {
  const headers = { 'idempotency-key': 'a-key-of-this-test' };

  test.each(unreadable)('refuses %s as a body', (_name, body, code) =>
    expectRefused(() => casey.send(method, path, { body, headers }), code),
  );

  test('refuses a body that is not said to be JSON', () =>
    expectRefused(
      () =>
        casey.send(method, path, {
          body: JSON.stringify({ seats: ['B1'] }),
          headers: { ...headers, 'content-type': 'text/plain' },
        }),
      'request.invalid',
    ));
});

describe('a hold', () => {
  test.each<[string, unknown, ProblemCode]>([
    ['a seat the hall lacks', { seats: ['Z9'] }, 'seats.unknown'],
    ['a seat the hall lacks beside one it has', { seats: ['B1', 'Z9'] }, 'seats.unknown'],
    ['a seat the house keeps', { seats: ['B1', special.house] }, 'seats.taken'],
    ['no seats', { seats: [] }, 'request.invalid'],
    ['no list of seats', {}, 'request.invalid'],
    ['the same seat twice', { seats: ['B1', 'B1'] }, 'request.invalid'],
    ['one seat as a text', { seats: 'B1' }, 'request.invalid'],
    ['numbers for seats', { seats: [1] }, 'request.invalid'],
    ['an operator for a seat', { seats: [operator] }, 'request.invalid'],
    ['an operator for the seats', { seats: operator }, 'request.invalid'],
    ['an operator for the hold', { seats: ['B1'], holdId: operator }, 'request.invalid'],
    ['a hash field for a seat', { seats: ['#epoch'] }, 'request.invalid'],
    ['a separator of the Redis record in the hold', { seats: ['B1'], holdId: 'h|1' }, 'request.invalid'],
    ['a key of no meaning', { seats: ['B1'], owner: 'somebody else' }, 'request.invalid'],
    ['more than 50 seats', { seats: firstSeats(49).concat(seats('A1', 'A2')) }, 'request.invalid'],
    ['a hold that never was', { seats: ['B1'], holdId: 'h_never' }, 'hold.not-found'],
  ])('refuses %s', (_name, body, code) => expectRefused(() => casey.send('POST', lockPath, { body }), code));

  test.each(['__proto__', 'constructor', 'prototype'])('refuses a key called %s', (name) =>
    expectRefused(
      () => casey.send('POST', lockPath, { body: `{"seats":["B1"],"${name}":{"role":"ADMIN"}}` }),
      'request.invalid',
    ),
  );

  test.each<[string, string, ProblemCode]>([
    ['is over', shows.past, 'showtime.closed'],
    ['is cancelled', shows.cancelled, 'showtime.closed'],
    ['nobody knows', 's-never', 'showtime.not-found'],
    ['has no id', '%24ne', 'request.invalid'],
    ['has an id that is no text', '%E0%A4%A', 'request.invalid'],
  ])('refuses a showtime that %s', (_name, id, code) =>
    expectRefused(
      () => casey.send('POST', `/api/showtimes/${id}/seats/lock`, { body: { seats: ['B1'] } }),
      code,
    ),
  );

  test('refuses a customer an eleventh seat, at once and by adding', async () => {
    await expectRefused(
      () => cleo.send('POST', lockPath, { body: { seats: firstSeats(11) } }),
      'holds.limit',
    );
    const holdId = await holdOf(cleo, firstSeats(8));
    const more = firstSeats(11).slice(8);
    await expectRefused(() => cleo.send('POST', lockPath, { body: { seats: more, holdId } }), 'holds.limit');
    const { status } = await cleo.send('POST', lockPath, { body: { seats: more.slice(1), holdId } });
    expect(status).toBe(200);
    await cleo.send('DELETE', lockPath, { body: { holdId } });
  });

  test('refuses staff a fifty-first seat by adding', async () => {
    const holdId = await holdOf(casey, firstSeats(49));
    await expectRefused(
      () => casey.send('POST', lockPath, { body: { seats: ['A1', 'A2'], holdId } }),
      'holds.limit',
    );
    await casey.send('DELETE', lockPath, { body: { holdId } });
  });
});

describe('a release', () => {
  test.each<[string, unknown, ProblemCode]>([
    ['a hold that never was', { holdId: 'h_never' }, 'hold.not-found'],
    ['an operator for the hold', { holdId: operator }, 'request.invalid'],
    ['no hold', {}, 'request.invalid'],
    ['no seats', { holdId: 'h_never', seats: [] }, 'request.invalid'],
    ['a key of no meaning', { holdId: 'h_never', all: true }, 'request.invalid'],
  ])('refuses %s', (_name, body, code) =>
    expectRefused(() => casey.send('DELETE', lockPath, { body }), code),
  );

  test("refuses somebody else's hold, also to colleagues", async () => {
    const holdId = await holdOf(cleo, seats('B1'));
    await expectRefused(() => casey.send('DELETE', lockPath, { body: { holdId } }), 'hold.not-found');
    await expectRefused(
      () => casey.send('POST', lockPath, { body: { seats: ['B2'], holdId } }),
      'hold.not-found',
    );
    await cleo.send('DELETE', lockPath, { body: { holdId } });
  });
});

describe('a sale', () => {
  const line = { seat: 'C1', ticketTypeId: 'adult' };
  const cash = { tender: 'CASH', amountMinor: 1000 };
  let holdId: string;
  beforeAll(async () => {
    holdId = await holdOf(casey, seats('C1'));
  });

  const sell = (body: unknown, key: string | null = 'a-good-key'): ReturnType<Client['send']> =>
    casey.send('POST', confirmPath, {
      body,
      ...(key === null ? {} : { headers: { 'idempotency-key': key } }),
    });

  test('refuses to go without a key', () =>
    expectRefused(() => sell({ holdId }, null), 'idempotency.key-missing'));

  test.each([
    ['long', 'k'.repeat(201)],
    ['blank', 'a key with blanks'],
    ['foreign', 'schlüssel'],
  ])('refuses a key that is too %s', (_name, key) =>
    expectRefused(() => sell({ holdId }, key), 'request.invalid'),
  );

  test.each<[string, object]>([
    ['a price on a line', { lines: [{ ...line, priceMinor: 1 }] }],
    ['a total', { totalMinor: 1 }],
    ['a currency', { currency: 'XXX' }],
    ['negative money', { payments: [{ ...cash, amountMinor: -1000 }] }],
    ['money as a text', { payments: [{ ...cash, amountMinor: '1000' }] }],
    ['a tender nobody knows', { payments: [{ ...cash, tender: 'IOU' }] }],
    ['no lines', { lines: [] }],
    ['a till of its own choice', { till: 'till_1' }],
    ['a customer', { customerId: 'u_1' }],
  ])('refuses %s', (_name, more) => expectRefused(() => sell({ holdId, ...more }), 'request.invalid'));

  test.each<[string, object]>([
    ['less money than the price', { payments: [{ ...cash, amountMinor: 1 }] }],
    ['more money than the price', { payments: [{ ...cash, amountMinor: 1001 }] }],
    ['two payments', { payments: [cash, cash] }],
    ['a tender that is not taken yet', { payments: [{ ...cash, tender: 'GIFT_CARD' }] }],
    ['a ticket type nobody knows', { lines: [{ ...line, ticketTypeId: 'free' }] }],
    ['a ticket type called like a method', { lines: [{ ...line, ticketTypeId: 'constructor' }] }],
    ['a line for a seat that is not held', { lines: [line, { ...line, seat: 'C2' }] }],
    ['two lines for a seat', { lines: [line, { ...line, ticketTypeId: 'child' }] }],
    ['a line for another seat', { lines: [{ ...line, seat: 'C2' }] }],
  ])('refuses %s', (_name, more) => expectRefused(() => sell({ holdId, ...more }), 'request.unfit'));

  test.each<[string, unknown, ProblemCode]>([
    ['neither hold nor seats', {}, 'request.invalid'],
    ['no hold', { lines: [line] }, 'request.unfit'],
    ['an operator for the hold', { holdId: operator }, 'request.invalid'],
    ['a hold that never was', { holdId: 'h_never' }, 'hold.not-found'],
  ])('refuses %s', (_name, body, code) => expectRefused(() => sell(body), code));

  test.each<[string, string, ProblemCode]>([
    ['is over', shows.past, 'showtime.closed'],
    ['is cancelled', shows.cancelled, 'showtime.closed'],
    ['nobody knows', 's-never', 'showtime.not-found'],
    ['is not the one of the hold', shows.late, 'hold.not-found'],
  ])('refuses a showtime that %s', (_name, id, code) =>
    expectRefused(
      () =>
        casey.send('POST', `/api/showtimes/${id}/bookings/confirm`, {
          body: { holdId },
          headers: { 'idempotency-key': 'a-good-key' },
        }),
      code,
    ),
  );

  test('refuses tenders that the role may not take', async () => {
    const online: ConfirmRequest['payments'] = [{ tender: 'ONLINE', amountMinor: 1000 }];
    await expectRefused(() => sell({ holdId, payments: online }), 'action.forbidden');
    const theirs = await holdOf(cleo, seats('C2'));
    const params = { id: shows.open };
    const asked = await withoutTrace(box, () =>
      cleo.call(confirmBooking, { params, body: { holdId: theirs } }),
    );
    expect(asked.problem).toMatchObject({ code: 'action.forbidden', details: { action: 'tender.cash' } });
  });

  test("refuses somebody else's hold", async () => {
    const theirs = await holdOf(cleo, seats('C3'));
    await expectRefused(() => sell({ holdId: theirs }), 'hold.not-found');
  });

  test('sells after all these refusals what was held', async () => {
    expect((await sell({ holdId, lines: [line], payments: [cash] })).status).toBe(201);
  });
});
