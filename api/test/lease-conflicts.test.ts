import { getBooking } from '@foyer/shared/http/booking-flow';
import { confirmBooking, type Booking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import {
  listLeaseConflicts,
  resolveLeaseConflict,
  type ConflictAction,
} from '@foyer/shared/http/lease-conflicts';
import type { ConflictReason, OfflineSale } from '@foyer/shared/http/lease-sales';
import { returnLease, type LeaseKit } from '@foyer/shared/http/leases';
import { TicketTypeId, type ConflictId, type SeatId, type ShowtimeId } from '@foyer/shared/ids';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, special } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { invariantCheck, notOk, type InvariantCheck } from './harness/invariant-check.ts';
import { borrow, giveUp, hallsOf, replay, sellOffline, showOf, statusesOf } from './harness/leases.ts';
import { begin, counterOf, end } from './harness/shifts.ts';

let box: BoxOffice;
let check: InvariantCheck;
let manager: Client;
beforeAll(async () => {
  box = await startBoxOffice({ cinema: hallsOf(24), env: { LEASE_HALL_PERCENT: '50' } });
  check = await invariantCheck(box);
  manager = box.actAs('MANAGER', 'usr_boss');
});
afterAll(async () => {
  check.stop();
  await box.stop();
});

/** A show of its own for each test, and a till that has borrowed seats of it. */
let clerk: Client;
let showtimeId: ShowtimeId;
let lease: LeaseKit;
let count = 0;
beforeEach(async () => {
  ({ clerk } = await counterOf(box));
  showtimeId = showOf(count);
  count += 1;
  lease = await borrow(clerk, showtimeId);
});
afterEach(async () => {
  const wrong = notOk(await check.run());
  if (Object.keys(wrong).length > 0) throw new Error(`broken: ${JSON.stringify(wrong)}`);
});

const pairOf = (all: readonly SeatId[], at = 0): SeatId[] => all.slice(at, at + 2);
const decide = (id: ConflictId, action: ConflictAction, parts: object = {}) =>
  manager.call(resolveLeaseConflict, {
    params: { id },
    body: { action, reason: 'the guest agrees', ...parts },
    key: `${id}-${action}`,
  });

async function bookedBy({ body }: Awaited<ReturnType<typeof decide>>): Promise<Booking> {
  const id = body.conflict.resolution?.bookingId;
  if (!id) throw new Error('the decision made no booking');
  return (await manager.call(getBooking, { params: { id } })).body.booking;
}

async function conflictOf(sale: OfflineSale): Promise<ConflictId> {
  const [answer] = (await replay(clerk, lease, sale)).body.sales;
  if (answer?.outcome !== 'CONFLICT') throw new Error('the sale is a conflict');
  return answer.conflictId;
}

/** A sale of a till that was given up meanwhile. */
async function lostSale(parts: Partial<OfflineSale> = {}) {
  const sale = sellOffline(lease, pairOf(lease.seats), parts);
  await giveUp(manager, lease);
  return { sale, id: await conflictOf(sale) };
}

const everything: readonly ConflictAction[] = ['RETAKE', 'OTHER_SEATS', 'REFUND_CASH', 'SETTLED'];
const moneyOnly: readonly ConflictAction[] = ['REFUND_CASH', 'SETTLED'];

describe('a sale that cannot be booked', () => {
  it.each<[ConflictReason, (sale: OfflineSale) => OfflineSale, readonly ConflictAction[]]>([
    ['TOTAL', (sale) => ({ ...sale, paidMinor: sale.paidMinor - 1 }), moneyOnly],
    ['REFERENCE', (sale) => ({ ...sale, reference: 'MADE-UPX' }), everything],
    [
      'LINES',
      ({ lines, ...sale }) => ({
        ...sale,
        lines: lines.map((line) => ({ ...line, ticketTypeId: TicketTypeId.parse('senior') })),
      }),
      moneyOnly,
    ],
    ['LINES', ({ lines, ...sale }) => ({ ...sale, lines: [...lines, ...lines] }), moneyOnly],
    [
      'SEATS',
      ({ lines, ...sale }) => ({
        ...sale,
        lines: lines.map((line, index) => (index === 0 ? { ...line, seat: special.wheelchair } : line)),
      }),
      moneyOnly,
    ],
  ])('for %s waits with what may be done, its seats fenced off still', async (reason, spoil, actions) => {
    const sale = spoil(sellOffline(lease, pairOf(lease.seats)));
    const id = await conflictOf(sale);
    expect(await conflictOf(sale)).toBe(id);
    const listed = (await clerk.call(listLeaseConflicts, { query: { state: 'OPEN' } })).body.conflicts;
    expect(listed).toMatchObject([{ id, reason, state: 'OPEN', sale, actions }]);
    expect(await statusesOf(clerk, showtimeId, lease.seats)).toEqual(['LOCKED']);
    const giving = { journalId: lease.journalId, seats: lease.seats };
    const given = await clerk.call(returnLease, { params: { id: lease.id }, body: giving });
    expect(given.problem).toMatchObject({ code: 'lease.state', details: { state: 'CONFLICT' } });
    await decide(id, 'REFUND_CASH');
    expect((await clerk.call(listLeaseConflicts, { query: { state: 'OPEN' } })).body.conflicts).toEqual([]);
  });

  it('tells a name that was used twice from a sale that came twice', async () => {
    const sale = sellOffline(lease, pairOf(lease.seats));
    const other = { ...sellOffline(lease, pairOf(lease.seats, 2), { slip: 1 }), saleId: sale.saleId };
    const { sales } = (await replay(clerk, lease, sale, other, sale)).body;
    expect(sales).toMatchObject([
      { outcome: 'BOOKED' },
      { outcome: 'CONFLICT', reason: 'SALE_ID' },
      { outcome: 'BOOKED' },
    ]);
    const [, conflict] = sales;
    if (conflict?.outcome !== 'CONFLICT') throw new Error('the second is a conflict');
    const booking = await bookedBy(await decide(conflict.conflictId, 'RETAKE'));
    expect(booking).toMatchObject({ status: 'BOOKED', reference: other.reference });
  });
});

it('tells a name that was used for two shows', async () => {
  const other = await borrow(clerk, showOf(count), lease.journalId);
  count += 1;
  const sale = sellOffline(lease, pairOf(lease.seats));
  const twin = { ...sellOffline(other, pairOf(other.seats)), saleId: sale.saleId };
  const [first, second] = await Promise.all([replay(clerk, lease, sale), replay(clerk, other, twin)]);
  const outcomes = [first, second].flatMap(({ body }) => body.sales.map(({ outcome }) => outcome));
  expect(outcomes.toSorted()).toEqual(['BOOKED', 'CONFLICT']);
  expect((await replay(clerk, lease, sale)).body.sales).toEqual(first.body.sales);
  expect((await replay(clerk, other, twin)).body.sales).toEqual(second.body.sales);
});

describe('a decision', () => {
  it('takes the same seats again where nobody has them, under the name on the slip', async () => {
    const { id, sale } = await lostSale();
    const answer = await decide(id, 'RETAKE');
    expect(answer.body.conflict).toMatchObject({
      state: 'RESOLVED',
      actions: [],
      resolution: { action: 'RETAKE' },
    });
    const booking = await bookedBy(answer);
    expect(booking).toMatchObject({
      reference: sale.reference,
      status: 'BOOKED',
      seats: pairOf(lease.seats),
    });
    expect(await statusesOf(clerk, showtimeId, pairOf(lease.seats))).toEqual(['BOOKED']);
  });

  it('takes seats again of which the till has given one back', async () => {
    const pair = pairOf(lease.seats);
    const giving = { journalId: lease.journalId, seats: pair.slice(1) };
    await clerk.call(returnLease, { params: { id: lease.id }, body: giving });
    const id = await conflictOf(sellOffline(lease, pair));
    const booking = await bookedBy(await decide(id, 'RETAKE'));
    expect(booking).toMatchObject({ status: 'BOOKED', seats: pair });
    expect(await statusesOf(clerk, showtimeId, pair)).toEqual(['BOOKED']);
  });

  it('is refused the seats where somebody has bought them meanwhile, and gives other ones at what was paid', async () => {
    const { id, sale } = await lostSale();
    const params = { id: showtimeId };
    const bought = await clerk.call(lockSeats, { params, body: { seats: lease.seats.slice(1, 3) } });
    await clerk.call(confirmBooking, { params, body: { holdId: bought.body.hold.id } });
    const answer = await decide(id, 'RETAKE');
    expect(answer.problem).toMatchObject({ code: 'seats.taken', details: { seats: [lease.seats[1]] } });
    const held = await manager.call(lockSeats, { params, body: { seats: seats('E1', 'E2') } });
    const booking = await bookedBy(await decide(id, 'OTHER_SEATS', { holdId: held.body.hold.id }));
    expect(booking).toMatchObject({ seats: ['E1', 'E2'], totalMinor: sale.paidMinor, status: 'BOOKED' });
    expect(await statusesOf(clerk, showtimeId, seats('E1', 'E2'))).toEqual(['BOOKED']);
  });

  it('gives the cash back: the sale and its refund are in the report of their shift', async () => {
    const shift = await begin(clerk, 0);
    const { id, sale } = await lostSale({ shiftId: shift.id });
    const booking = await bookedBy(await decide(id, 'REFUND_CASH'));
    expect(booking).toMatchObject({
      status: 'REFUNDED',
      seats: [],
      refunds: [{ amountMinor: sale.paidMinor }],
    });
    const { z } = await end(clerk, shift);
    expect(z.money.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ['PAYMENT', sale.paidMinor],
      ['REFUND', sale.paidMinor],
    ]);
    expect(await statusesOf(clerk, showtimeId, pairOf(lease.seats))).toEqual(['AVAILABLE']);
  });

  it('is made once: the same request answers the same, another one is refused, and of ten at once one is done', async () => {
    const { id } = await lostSale();
    const actions = ['RETAKE', 'REFUND_CASH', 'SETTLED'] as const;
    const answers = await Promise.all(
      Array.from({ length: 9 }, (_, index) => decide(id, actions[index % 3] ?? 'SETTLED')),
    );
    const done = answers
      .filter(({ code }) => code === null)
      .map(({ body }) => body.conflict.resolution?.action);
    expect(new Set(done).size).toBe(1);
    expect(answers.filter(({ code }) => code !== null).map(({ code }) => code)).toEqual(
      Array.from({ length: 9 - done.length }, () => 'lease.state'),
    );
    const mismatch = await manager.call(resolveLeaseConflict, {
      params: { id },
      body: { action: done[0] ?? 'SETTLED', reason: 'another' },
      key: `${id}-${done[0] ?? ''}`,
    });
    expect(mismatch.code).toBe('idempotency.mismatch');
    await eventually(async () => {
      const entries = box.connection.collection('auditEntries');
      const decided = { action: 'lease.conflict-resolved', 'after.conflictId': id };
      expect(await entries.countDocuments(decided)).toBe(1);
    });
  });

  it('is a manager’s', async () => {
    const { id } = await lostSale();
    const parts = { params: { id }, body: { action: 'SETTLED', reason: 'mine' } as const };
    expect((await clerk.call(resolveLeaseConflict, parts)).code).toBe('action.forbidden');
    expect((await (await counterOf(box)).clerk.call(listLeaseConflicts)).body.conflicts).toEqual([]);
  });
});
