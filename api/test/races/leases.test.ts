/** While a till sells seats without the server, everybody else tries to: none is sold twice, and no sale is lost. */
import { confirmBooking } from '@foyer/shared/http/bookings';
import { lockBestSeats, lockSeats } from '@foyer/shared/http/holds';
import type { OfflineSale } from '@foyer/shared/http/lease-sales';
import { returnLease, type LeaseKit, type Replayed } from '@foyer/shared/http/leases';
import { SeatId, type ShowtimeId } from '@foyer/shared/ids';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from '../harness/box-office.ts';
import type { Client } from '../harness/client.ts';
import { eventually } from '../harness/eventually.ts';
import { invariantCheck, notOk, type InvariantCheck } from '../harness/invariant-check.ts';
import { borrow, giveUp, hallsOf, replay, sellOffline, showOf, statusesOf } from '../harness/leases.ts';
import { counterOf, type Counter } from '../harness/shifts.ts';

const rounds = 12;

let box: BoxOffice;
let second: string;
let check: InvariantCheck;
beforeAll(async () => {
  box = await startBoxOffice({ cinema: hallsOf(2 * rounds + 4), env: { LEASE_HALL_PERCENT: '60' } });
  second = (await box.addNode()).address;
  check = await invariantCheck(box);
});
afterAll(async () => {
  check.stop();
  await box.stop();
});
afterEach(async () => {
  const wrong = notOk(await check.run());
  if (Object.keys(wrong).length > 0) throw new Error(`broken: ${JSON.stringify(wrong)}`);
});

interface Sold {
  readonly _id: string;
  readonly seats: readonly string[];
  readonly offline?: { readonly saleId: string };
}

/** Every booking that owns seats of the show, whoever made it. */
const soldIn = (showtimeId: ShowtimeId): Promise<Sold[]> =>
  box.connection
    .collection<Sold & { showtimeId: string }>('bookings')
    .find({ showtimeId, kind: 'SALE', claims: true } as object)
    .toArray();

/** One sale for each two seats of a lease. */
function sellAll(lease: LeaseKit): OfflineSale[] {
  return lease.seats.flatMap((_seat, at) =>
    at % 2 === 0 ? [sellOffline(lease, lease.seats.slice(at, at + 2), { slip: at / 2 })] : [],
  );
}

/** Buys whatever can be had, the leased seats by name among it, until it is told to stop. */
async function hammer(client: Client, showtimeId: ShowtimeId, wanted: { seats: SeatId[]; isOver: boolean }) {
  const params = { id: showtimeId };
  let bought = 0;
  for (let turn = 0; !wanted.isOver; turn += 1) {
    const seat = wanted.seats[turn % Math.max(1, wanted.seats.length)];
    const held =
      turn % 4 === 0
        ? await client.call(lockBestSeats, { params, body: { count: 1 } })
        : await client.call(lockSeats, { params, body: { seats: [seat ?? SeatId.parse('B1')] } });
    if (held.code !== null) continue;
    const sale = await client.call(confirmBooking, { params, body: { holdId: held.body.hold.id } });
    if (sale.code === null) bought += 1;
  }
  return bought;
}

test('three tills sell their leases while rivals at both servers want the same seats', async () => {
  const showtimeId = showOf(0);
  const counters = await Promise.all([0, 1, 2].map(() => counterOf(box)));
  const leases = await Promise.all(counters.map(({ clerk }) => borrow(clerk, showtimeId)));
  const wanted = { seats: leases.flatMap(({ seats }) => seats), isOver: false };
  expect(new Set(wanted.seats).size).toBe(24);
  const rivals = Array.from({ length: 8 }, (_, index) =>
    hammer(box.actAs('CASHIER', `usr_rival${index}`, index % 2 ? second : box.origin), showtimeId, wanted),
  );
  const sales = leases.map(sellAll);
  // Each journal comes twice at once, by another server, and in another order.
  const answers = await Promise.all(
    counters.flatMap(({ as }, index) => {
      const [lease, own] = [leases[index], sales[index]];
      if (!lease || !own) throw new Error('each till has a lease');
      return [
        replay(as('CASHIER', 'usr_a'), lease, ...own),
        replay(as('CASHIER', 'usr_b', second), lease, ...own.toReversed()),
      ];
    }),
  );
  const bookingOf = new Map<string, Set<string>>();
  for (const { body } of answers) {
    for (const answer of body.sales) {
      const id = answer.outcome === 'BOOKED' ? answer.bookingId : 'CONFLICT';
      bookingOf.set(answer.saleId, (bookingOf.get(answer.saleId) ?? new Set()).add(id));
    }
  }
  expect([...bookingOf.values()].map((ids) => [...ids].length)).toEqual(Array.from({ length: 12 }, () => 1));
  wanted.isOver = true;
  const bought = await Promise.all(rivals);
  expect(bought.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(10);
  const sold = await soldIn(showtimeId);
  const seats = sold.flatMap((booking) => booking.seats);
  expect(new Set(seats).size).toBe(seats.length);
  const offline = sold.filter((booking) => booking.offline);
  expect(offline.flatMap((booking) => booking.seats).toSorted()).toEqual(wanted.seats.toSorted());
  expect(offline).toHaveLength(12);
  await eventually(async () =>
    expect(await statusesOf(box.anonymous, showtimeId, wanted.seats)).toEqual(['BOOKED']),
  );
}, 60_000);

/** The same sales and an end of the lease at once: each sale is booked or a conflict, and its seats are sold once or free. */
async function raced(showtimeId: ShowtimeId, end: (counter: Counter, lease: LeaseKit) => Promise<unknown>) {
  const counter = await counterOf(box);
  const lease = await borrow(counter.clerk, showtimeId);
  const sales = sellAll(lease);
  const [first, again] = await Promise.all([
    replay(counter.clerk, lease, ...sales),
    replay(counter.as('CASHIER', 'usr_c', second), lease, ...sales),
    end(counter, lease),
  ]);
  expect(again.body.sales).toEqual(first.body.sales);
  const last = await replay(counter.clerk, lease, ...sales);
  expect(last.body.sales).toEqual(first.body.sales);
  const isBooked = (saleId: string): boolean =>
    first.body.sales.some((answer: Replayed) => answer.saleId === saleId && answer.outcome === 'BOOKED');
  const booked = sales.filter(({ saleId }) => isBooked(saleId));
  // A seat of a sale that is a conflict stays the till's until somebody decides, where it was not given back before.
  const waiting = sales.filter((sale) => !booked.includes(sale)).flatMap(({ lines }) => lines);
  expect(waiting.map(({ seat }) => seat)).toEqual(expect.arrayContaining(last.body.lease.seats));
  const sold = await soldIn(showtimeId);
  expect(sold.flatMap(({ seats }) => seats).toSorted()).toEqual(
    booked.flatMap(({ lines }) => lines.map(({ seat }) => seat as string)).toSorted(),
  );
  return booked.length;
}

test(`${rounds} returns race with the replay of the same seats`, async () => {
  const booked: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    booked.push(
      await raced(showOf(1 + round), async ({ clerk }, { id, journalId, seats }) => {
        for (const seat of seats.toReversed()) {
          await clerk.call(returnLease, { params: { id }, body: { journalId, seats: [seat] } });
        }
      }),
    );
  }
  expect(booked.some((count) => count > 0)).toBe(true);
}, 120_000);

test(`${rounds} tills are given up while they bring their sales in`, async () => {
  const manager = box.actAs('MANAGER');
  const booked: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    booked.push(await raced(showOf(1 + rounds + round), (_counter, lease) => giveUp(manager, lease)));
  }
  expect(booked.some((count) => count < 4)).toBe(true);
}, 120_000);
