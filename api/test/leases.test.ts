import { createTicketSigner } from '@foyer/api/features/bookings/ticket-signer';
import { getBooking } from '@foyer/shared/http/booking-flow';
import { lockSeats } from '@foyer/shared/http/holds';
import { listLeases, requestLease, returnLease } from '@foyer/shared/http/leases';
import type { SeatId, ShowtimeId } from '@foyer/shared/ids';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { invariantCheck, notOk, type InvariantCheck } from './harness/invariant-check.ts';
import {
  borrow,
  giveUp,
  hallsOf,
  newJournal,
  replay,
  sellOffline,
  showOf,
  statusesOf,
} from './harness/leases.ts';
import { begin, counterOf, end } from './harness/shifts.ts';

let box: BoxOffice;
let check: InvariantCheck;
let manager: Client;
beforeAll(async () => {
  box = await startBoxOffice({ cinema: hallsOf(16), env: { LEASE_HALL_PERCENT: '50' } });
  check = await invariantCheck(box);
  manager = box.actAs('MANAGER');
});
afterAll(async () => {
  check.stop();
  await box.stop();
});

/** A show of its own for each test, and a till. */
let clerk: Client;
let showtimeId: ShowtimeId;
let count = 0;
beforeEach(async () => {
  ({ clerk } = await counterOf(box));
  showtimeId = showOf(count);
  count += 1;
});
afterEach(async () => {
  const wrong = notOk(await check.run());
  if (Object.keys(wrong).length > 0) throw new Error(`broken: ${JSON.stringify(wrong)}`);
});

const audited = (query: object) => box.connection.collection('auditEntries').countDocuments(query);
const pairOf = (seats: readonly SeatId[], at = 0): SeatId[] => seats.slice(at, at + 2);

describe('a lease', () => {
  it('fences off a block with all that is needed to sell it, and comes again unchanged', async () => {
    const asked = { body: { showtimeId, journalId: newJournal() } };
    const first = await clerk.call(requestLease, asked);
    expect(first.status).toBe(201);
    const { lease } = first.body;
    expect(lease.seats).toHaveLength(8);
    expect(new Set(lease.chairs.map(({ row }) => row)).size).toBe(1);
    const signer = createTicketSigner(box.config.ticketSecret);
    expect(lease.slips).toHaveLength(8);
    for (const { codes } of lease.slips) {
      expect(Object.keys(codes).toSorted()).toEqual(lease.seats);
      for (const qr of Object.values(codes)) expect(signer.isGenuine(qr)).toBe(true);
    }
    const again = await clerk.call(requestLease, asked);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect((await clerk.call(listLeases)).body.leases).toMatchObject([{ id: lease.id, status: 'LEASED' }]);
    expect(await statusesOf(clerk, showtimeId, lease.seats)).toEqual(['LOCKED']);
    for (const who of [box.actAs('USER'), manager, clerk]) {
      const body = { seats: pairOf(lease.seats) };
      expect((await who.call(lockSeats, { params: { id: showtimeId }, body })).code).toBe('seats.taken');
    }
    await eventually(async () => {
      expect(await audited({ action: 'lease.granted', 'target.id': lease.id })).toBe(1);
      expect(await audited({ action: 'seat.leased', 'target.id': lease.id })).toBe(1);
    });
  });

  it('is one of a till for a show, whoever asks for it at once, and from which server', async () => {
    const { as } = await counterOf(box);
    const node = await box.addNode();
    const journalId = newJournal();
    const asked = Array.from({ length: 12 }, (_, index) =>
      as('CASHIER', `usr_${index}`, index % 2 === 0 ? box.origin : node.address).call(requestLease, {
        body: { showtimeId, journalId },
      }),
    );
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.lease.id)).size).toBe(1);
    expect((await manager.call(listLeases, { query: { all: 'true' } })).body.leases).toSatisfy(
      (leases: readonly { readonly showtimeId: string }[]) =>
        leases.filter((lease) => lease.showtimeId === showtimeId).length === 1,
    );
    // What the losers had held for it is free again, or in no way of anybody for long.
    await eventually(async () => {
      const map = await statusesOf(clerk, showtimeId);
      expect(map.filter((status) => status === 'LOCKED')).toHaveLength(8);
    });
    await node.stop();
  });

  it('is not told to another device of the till, which does not know what the first has sold', async () => {
    const lease = await borrow(clerk, showtimeId);
    const answer = await clerk.call(requestLease, { body: { showtimeId, journalId: newJournal() } });
    expect(answer.problem).toMatchObject({ code: 'lease.elsewhere', details: { leaseId: lease.id } });
    const giving = { journalId: newJournal(), seats: lease.seats };
    const given = await clerk.call(returnLease, { params: { id: lease.id }, body: giving });
    expect(given.code).toBe('lease.elsewhere');
    await giveUp(manager, lease);
    expect((await borrow(clerk, showtimeId)).id).not.toBe(lease.id);
  });

  it('goes back seat by seat, and can be had anew', async () => {
    const lease = await borrow(clerk, showtimeId);
    const { id, journalId, seats } = lease;
    const some = { params: { id }, body: { journalId, seats: pairOf(seats) } };
    const first = await clerk.call(returnLease, some);
    expect(first.body.lease.seats).toEqual(seats.slice(2));
    expect((await clerk.call(returnLease, some)).body).toEqual(first.body);
    expect(await statusesOf(clerk, showtimeId, pairOf(seats))).toEqual(['AVAILABLE']);
    const all = await clerk.call(returnLease, { params: { id }, body: { journalId, seats } });
    expect(all.body.lease).toMatchObject({ status: 'ENDED', seats: [] });
    expect(await statusesOf(clerk, showtimeId, seats)).toEqual(['AVAILABLE']);
    expect((await borrow(clerk, showtimeId)).id).not.toBe(id);
  });

  it('is ended by no time: days later its seats are still the till’s, and what it sold is booked', async () => {
    const later = await startBoxOffice({ cinema: hallsOf(1), env: { LEASE_SEATS: '4' } });
    const { clerk: seller, as } = await counterOf(later);
    const lease = await borrow(seller, showOf(0));
    const sold = sellOffline(lease, pairOf(lease.seats));
    later.clock.advance(5 * 86_400_000);
    later.wakeWorkers();
    const answer = await replay(as('CASHIER', 'usr_days_later'), lease, sold);
    await later.stop();
    expect(answer.body.sales).toMatchObject([{ outcome: 'BOOKED' }]);
    expect(answer.body.lease).toMatchObject({ status: 'LEASED', seats: lease.seats.slice(2) });
  });

  it('is hydrated anew with its seats LOCKED where Redis has lost everything', async () => {
    const lease = await borrow(clerk, showtimeId);
    const keys = await box.redis.keys(`${box.namespace}*`);
    await box.redis.del(...keys);
    expect(await statusesOf(clerk, showtimeId, lease.seats)).toEqual(['LOCKED']);
    const body = { seats: pairOf(lease.seats) };
    expect((await clerk.call(lockSeats, { params: { id: showtimeId }, body })).code).toBe('seats.taken');
    const sold = sellOffline(lease, pairOf(lease.seats));
    expect((await replay(clerk, lease, sold)).body.sales).toMatchObject([{ outcome: 'BOOKED' }]);
    expect(await statusesOf(clerk, showtimeId, pairOf(lease.seats))).toEqual(['BOOKED']);
  });
});

describe('a sale without the server', () => {
  it('is booked afterwards, its money in the shift that it was made in', async () => {
    const shift = await begin(clerk, 0);
    const lease = await borrow(clerk, showtimeId);
    const sold = sellOffline(lease, pairOf(lease.seats), { shiftId: shift.id, givenMinor: 5_000 });
    const other = sellOffline(lease, pairOf(lease.seats, 2), { slip: 1 });
    await end(clerk, shift);
    const next = await begin(clerk, 0);
    const answer = await replay(clerk, lease, sold, other);
    expect(answer.body.sales).toMatchObject([{ outcome: 'BOOKED' }, { outcome: 'BOOKED' }]);
    expect(answer.body.lease.seats).toEqual(lease.seats.slice(4));
    expect((await replay(clerk, lease, sold, other)).body).toEqual(answer.body);
    const [first] = answer.body.sales;
    if (first?.outcome !== 'BOOKED') throw new Error('the first sale is booked');
    const { booking } = (await clerk.call(getBooking, { params: { id: first.bookingId } })).body;
    expect(booking).toMatchObject({
      status: 'BOOKED',
      reference: sold.reference,
      seats: pairOf(lease.seats),
    });
    expect(booking.tickets.map(({ qr }) => qr)).toEqual(
      pairOf(lease.seats).map((seat) => lease.slips[0]?.codes[seat]),
    );
    expect(await statusesOf(clerk, showtimeId, lease.seats.slice(0, 4))).toEqual(['BOOKED']);
    const { z } = await end(clerk, next, sold.paidMinor + other.paidMinor);
    const late = z.money.map((money) => [money.late, money.shiftId === shift.id]);
    expect(late.toSorted((one, two) => Number(one[0]) - Number(two[0]))).toEqual([
      [false, false],
      [true, true],
    ]);
    await eventually(async () => {
      const entry = { action: 'booking.success', 'after.offline.saleId': sold.saleId };
      expect(await audited(entry)).toBe(1);
      expect(await audited({ action: 'lease.replayed', 'target.id': lease.id })).toBe(2);
    });
  });

  it('is booked whoever sold it and whoever brings it in; a seller who is no staff is marked', async () => {
    const lease = await borrow(clerk, showtimeId);
    const { id: tillId } = { id: lease.tillId };
    const known = await box.signIn('CASHIER');
    expect(known).toBeDefined();
    const users = box.connection.collection<{ _id: string; email: string }>('users');
    const cashier = await users.findOne({ email: 'cashier@example.test' });
    const by = sellOffline(lease, pairOf(lease.seats), { soldBy: cashier?._id as never });
    const nobody = sellOffline(lease, pairOf(lease.seats, 2), { slip: 1 });
    // A manager at no till brings in the journal of a till that is out of order.
    expect((await replay(manager, lease, by, nobody)).body.sales.map(({ outcome }) => outcome)).toEqual([
      'BOOKED',
      'BOOKED',
    ]);
    const bookings = box.connection.collection<{ offline: object; till: string }>('bookings');
    const stored = await bookings.find({ 'offline.leaseId': lease.id }).toArray();
    expect(new Set(stored.map(({ till }) => till))).toEqual(new Set([tillId]));
    expect(stored.map(({ offline }) => offline)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ soldBy: cashier?._id, isSellerKnown: true }),
        expect.objectContaining({ soldBy: 'usr_offline', isSellerKnown: false }),
      ]),
    );
    expect((await replay((await counterOf(box)).clerk, lease, by)).code).toBe('lease.not-found');
  });

  it('costs what the lease says, whatever the house has changed since', async () => {
    const lease = await borrow(clerk, showtimeId);
    const sold = sellOffline(lease, pairOf(lease.seats));
    const lists = box.connection.collection('priceLists');
    await lists.updateMany({}, { $inc: { 'ticketTypes.$[].pricesMinor.standard': 500 } });
    const { body } = await replay(clerk, lease, sold);
    await lists.updateMany({}, { $inc: { 'ticketTypes.$[].pricesMinor.standard': -500 } });
    expect(body.sales).toMatchObject([{ outcome: 'BOOKED' }]);
  });

  it('becomes a conflict once the till was given up', async () => {
    const lease = await borrow(clerk, showtimeId);
    const sold = sellOffline(lease, pairOf(lease.seats));
    const given = await giveUp(manager, lease);
    expect(given.body.lease).toMatchObject({ status: 'LOST', seats: [] });
    expect((await giveUp(manager, lease)).body).toEqual(given.body);
    expect(await statusesOf(clerk, showtimeId, lease.seats)).toEqual(['AVAILABLE']);
    const answer = await replay(clerk, lease, sold);
    expect(answer.body.sales).toMatchObject([{ outcome: 'CONFLICT', reason: 'LOST' }]);
    expect((await replay(clerk, lease, sold)).body).toEqual(answer.body);
    await eventually(async () => {
      expect(await audited({ action: 'lease.lost', 'target.id': lease.id })).toBe(1);
      expect(await audited({ action: 'lease.conflict', 'target.id': lease.id })).toBe(1);
    });
  });
});
