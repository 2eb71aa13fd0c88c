/** A lease needs MongoDB alone: while Redis is away or has lost everything, its seats are nobody else's, and its sales come in. */
import { confirmBooking } from '@foyer/shared/http/bookings';
import { getReadiness } from '@foyer/shared/http/health';
import { lockSeats } from '@foyer/shared/http/holds';
import { requestLease, returnLease, type LeaseKit } from '@foyer/shared/http/leases';
import { TicketTypeId, type SeatId } from '@foyer/shared/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { shows } from './harness/cinema.ts';
import { eventually } from './harness/eventually.ts';
import { invariantCheck, notOk } from './harness/invariant-check.ts';
import { borrow, newJournal, replay, sellOffline, statusesOf } from './harness/leases.ts';
import { ownRedis, type OwnEngine } from './harness/own-engines.ts';
import { counterOf, type Counter } from './harness/shifts.ts';

let redis: OwnEngine;
let box: BoxOffice;
let counter: Counter;
let lease: LeaseKit;
beforeAll(async () => {
  redis = await ownRedis();
  box = await startBoxOffice({ redisUrl: redis.url });
  counter = await counterOf(box);
  lease = await borrow(counter.clerk);
});
afterAll(async () => {
  await box.stop();
  await redis.remove();
});

const open = { params: { id: shows.open } };
const some = (from: number, to: number): SeatId[] => lease.seats.slice(from, to);
const statusesBecome = (wanted: readonly SeatId[], status: string) =>
  eventually(async () => {
    expect(await statusesOf(box.anonymous, shows.open, wanted)).toEqual([status]);
  });

test('while Redis is away its seats are LOCKED, and the arbiter refuses them to whoever names them', async () => {
  await redis.stop();
  await statusesBecome(lease.seats, 'LOCKED');
  const lines = some(0, 2).map((seat) => ({ seat, ticketTypeId: TicketTypeId.parse('adult') }));
  const sale = await box.actAs('CASHIER').call(confirmBooking, { ...open, body: { lines } });
  expect(sale.problem).toMatchObject({ code: 'seats.taken', details: { seats: some(0, 2) } });
});

test('its sales come in, seats go back, and no other lease is granted', async () => {
  const { clerk } = counter;
  const { body } = await replay(clerk, lease, sellOffline(lease, some(0, 2)));
  expect(body.sales).toMatchObject([{ outcome: 'BOOKED' }]);
  const given = { journalId: lease.journalId, seats: some(2, 4) };
  expect((await clerk.call(returnLease, { params: { id: lease.id }, body: given })).code).toBeNull();
  await statusesBecome(some(0, 2), 'BOOKED');
  await statusesBecome(some(2, 4), 'AVAILABLE');
  const asked = { body: { showtimeId: shows.open, journalId: lease.journalId } };
  expect((await clerk.call(requestLease, asked)).body.lease.id).toBe(lease.id);
  const other = (await counterOf(box)).clerk;
  const another = { body: { showtimeId: shows.open, journalId: newJournal() } };
  expect((await other.call(requestLease, another)).code).toBe('service.unavailable');
});

test.each(['kept', 'lost'] as const)(
  'a Redis that comes back with its data %s knows all of it',
  async (data) => {
    await redis.stop();
    await redis.start(data);
    await eventually(async () => expect((await box.anonymous.call(getReadiness)).status).toBe(200), 15_000);
    await statusesBecome(some(0, 2), 'BOOKED');
    await statusesBecome(some(2, 4), 'AVAILABLE');
    await statusesBecome(some(4, 8), 'LOCKED');
    const wish = { ...open, body: { seats: some(4, 6) } };
    expect((await box.actAs('USER').call(lockSeats, wish)).code).toBe('seats.taken');
    const check = await invariantCheck(box);
    const wrong = notOk(await check.run());
    check.stop();
    expect(wrong).toEqual({});
  },
);
