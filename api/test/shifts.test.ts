import { openDrawer } from '@foyer/shared/http/approvals';
import { listAuditEntries } from '@foyer/shared/http/audit';
import { exchangeBooking } from '@foyer/shared/http/booking-flow';
import { refundBooking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import {
  closeShift,
  dropCash,
  getCurrentShift,
  getShift,
  getXReport,
  payIn,
  payOut,
} from '@foyer/shared/http/shifts';
import type { ShiftId } from '@foyer/shared/ids';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, grant } from './harness/approvals.ts';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import {
  begin,
  closing,
  counted,
  counterOf,
  end,
  sellAt,
  type Counter,
  ofShift,
  byCard,
  sumsOf,
} from './harness/shifts.ts';

let box: BoxOffice;
let manager: Client;
beforeAll(async () => {
  box = await startBoxOffice();
  manager = box.actAs('MANAGER');
});
afterAll(() => box.stop());

let counter: Counter;
let clerk: Client;
beforeEach(async () => {
  counter = await counterOf(box);
  clerk = counter.clerk;
});

const factsOf = async (id: ShiftId) =>
  (await manager.call(listAuditEntries, { query: { target: id } })).body.entries;

describe('a shift', () => {
  it('adds up from float to count, tender by tender, and tells each step once', async () => {
    const shift = await begin(clerk, 10_000);
    const kept = await sellAt(clerk, ['B1', 'B2']);
    const given = await sellAt(clerk, ['B3']);
    const carded = await sellAt(clerk, ['B4'], byCard(1_000));
    await sellAt(clerk, ['B5', 'B6'], [{ tender: 'CASH', amountMinor: 700 }, ...byCard(1_300)]);
    const refund = { params: { id: given.id }, body: { reason: 'ill' } };
    await clerk.call(refundBooking, refund);
    await manager.call(refundBooking, { params: { id: carded.id }, body: { reason: 'ill' } });
    await clerk.call(dropCash, { ...ofShift(shift), body: { amountMinor: 5_000 } });
    await clerk.call(payOut, { ...ofShift(shift), body: { amountMinor: 300, reason: 'milk' } });
    await clerk.call(payIn, {
      ...ofShift(shift),
      body: { amountMinor: 1_000, reason: 'change from the bank' },
    });
    const { id: approvalId } = await grant(manager, await ask(clerk, { kind: 'NO_SALE', subject: {} }));
    await clerk.call(openDrawer, { body: { reason: 'a coin fell in', approvalId } });

    const cash = {
      tender: 'CASH',
      payments: 3,
      paymentsMinor: 3_700,
      refunds: 1,
      refundsMinor: 1_000,
      late: 0,
    };
    const cards = {
      tender: 'CARD',
      payments: 2,
      paymentsMinor: 2_300,
      refunds: 1,
      refundsMinor: 1_000,
      late: 0,
    };
    const expectedMinor = 10_000 + 3_700 - 1_000 - 5_000 - 300 + 1_000;
    expect(await sumsOf(manager, shift)).toEqual([
      { ...cash, expectedMinor, countedMinor: null, varianceMinor: null },
      { ...cards, expectedMinor: 1_300, countedMinor: null, varianceMinor: null },
    ]);
    const body = { ...counted(expectedMinor - 50), cardMinor: 1_300 };
    const { z, shift: closed } = (await clerk.call(closeShift, { ...ofShift(shift), body })).body;
    expect(z.tenders).toEqual([
      { ...cash, expectedMinor, countedMinor: expectedMinor - 50, varianceMinor: -50 },
      { ...cards, expectedMinor: 1_300, countedMinor: 1_300, varianceMinor: 0 },
    ]);
    expect(z).toMatchObject({ dropsMinor: 5_000, payOutsMinor: 300, payInsMinor: 1_000, noSales: 1 });
    expect(z.audit.seq).toBeGreaterThan(0);
    expect(closed).toMatchObject({ status: 'CLOSED', closedBy: { id: `usr_${counter.tillId}` } });
    expect(z.money).toHaveLength(7);
    expect(z.money.find(({ bookingId }) => bookingId === kept.id)).toMatchObject({
      id: kept.payments[0]?.id,
      kind: 'PAYMENT',
      amountMinor: 2_000,
      reference: kept.reference,
      shiftId: shift.id,
      late: false,
    });
    await eventually(async () => {
      const facts = (await factsOf(shift.id)).map(({ action }) => action).toSorted();
      const told = ['closed', 'dropped', 'opened', 'paid-in', 'paid-out'].map((step) => `shift.${step}`);
      expect(facts).toEqual(told);
    });
    const [last] = await factsOf(shift.id);
    expect(last).toMatchObject({ till: counter.tillId, after: { number: 1, cash: { varianceMinor: -50 } } });
  });

  it('hides what should be in the drawer from who will count it, and shows it to managers', async () => {
    const shift = await begin(clerk, 4_200);
    await sellAt(clerk, ['C1']);
    await clerk.call(dropCash, { ...ofShift(shift), body: { amountMinor: 1_234 } });
    const blind = await clerk.call(getXReport, ofShift(shift));
    expect(blind.body.x).toMatchObject({ tenders: null, noSales: 0 });
    // 4.200 + 1.000 − 1.234: the sum stands nowhere in what a cashier gets.
    expect(JSON.stringify(blind.body)).not.toContain('3966');
    expect(JSON.stringify((await clerk.call(getShift, ofShift(shift))).body)).not.toContain('3966');
    expect((await sumsOf(manager, shift))?.[0]?.expectedMinor).toBe(3_966);
    // Nothing is refused for being more than there is.
    const more = { ...ofShift(shift), body: { amountMinor: 99_999_999 } };
    expect((await clerk.call(dropCash, more)).status).toBe(200);
    expect((await end(clerk, shift)).z.tenders[0]?.expectedMinor).toBe(3_966 - 99_999_999);
  });

  it('is everybody’s who works at the till, and each step says whose it was', async () => {
    const shift = await begin(clerk);
    const colleague = counter.as('CASHIER', 'usr_colleague');
    await colleague.call(dropCash, { ...ofShift(shift), body: { amountMinor: 100 } });
    const movements = (await clerk.call(getShift, ofShift(shift))).body.shift.movements;
    expect(movements).toMatchObject([{ kind: 'DROP', by: { id: 'usr_colleague' }, reason: null }]);
    expect((await end(colleague, shift)).shift.closedBy?.id).toBe('usr_colleague');
  });

  it('is nobody’s at another till, and managers close it for a till that is lost', async () => {
    const shift = await begin(clerk);
    const thief = (await counterOf(box)).clerk;
    const body = { amountMinor: 100, reason: 'mine' };
    const refusals = await Promise.all([
      thief.call(getShift, ofShift(shift)),
      thief.call(getXReport, ofShift(shift)),
      thief.call(dropCash, { ...ofShift(shift), body }),
      thief.call(payOut, { ...ofShift(shift), body }),
      thief.call(payIn, { ...ofShift(shift), body }),
      thief.call(closeShift, closing(shift.id)),
      box.actAs('CASHIER').call(closeShift, closing(shift.id)),
    ]);
    expect(refusals.map(({ code }) => code)).toEqual(Array.from({ length: 7 }, () => 'shift.not-found'));
    expect((await end(manager, shift, 10_000)).z.tenders[0]?.varianceMinor).toBe(0);
  });

  it('survives a restart of the server', async () => {
    const shift = await begin(clerk);
    await sellAt(clerk, ['C3']);
    await box.restart();
    expect((await clerk.call(getCurrentShift)).body.shift?.id).toBe(shift.id);
    expect((await end(clerk, shift, 11_000)).z.tenders[0]).toMatchObject({ payments: 1, varianceMinor: 0 });
  });

  it('has what an exchange takes and gives, at the till where it is made', async () => {
    const sold = await sellAt(clerk, ['D1']);
    const shift = await begin(clerk, 0);
    const swap = async (seat: string, payments?: { tender: 'CASH'; amountMinor: number }[]) => {
      const held = await clerk.call(lockSeats, { params: { id: shows.open }, body: { seats: seats(seat) } });
      const body = { holdId: held.body.hold.id, reason: 'closer', ...(payments ? { payments } : {}) };
      return clerk.call(exchangeBooking, { params: { id: sold.id }, body });
    };
    await swap('E1', [{ tender: 'CASH', amountMinor: 300 }]);
    expect((await sumsOf(manager, shift))?.[0]).toMatchObject({
      payments: 1,
      paymentsMinor: 300,
      refunds: 0,
    });
    await swap('D2');
    expect((await sumsOf(manager, shift))?.[0]).toMatchObject({
      refunds: 1,
      refundsMinor: 300,
      expectedMinor: 0,
    });
  });
});
