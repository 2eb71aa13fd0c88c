import { getCurrentShift, listShifts, openShift } from '@foyer/shared/http/shifts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import type { Client } from './harness/client.ts';
import { begin, counterOf, end, type Counter } from './harness/shifts.ts';

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

describe('opening', () => {
  it('begins with the float, told as an amount or counted, once a key', async () => {
    const float = {
      denominations: [
        { valueMinor: 2_000, count: 4 },
        { valueMinor: 50, count: 10 },
      ],
    };
    const first = await clerk.call(openShift, { body: { float }, key: 'morning' });
    expect(first.body.shift).toMatchObject({ number: 1, status: 'OPEN', floatMinor: 8_500, currency: 'EUR' });
    const again = await clerk.call(openShift, { body: { float }, key: 'morning' });
    expect(again.body.shift.id).toBe(first.body.shift.id);
    const other = await clerk.call(openShift, { body: { float: { amountMinor: 1 } }, key: 'morning' });
    expect(other.code).toBe('idempotency.mismatch');
    expect((await clerk.call(getCurrentShift)).body.shift).toEqual(first.body.shift);
  });

  it('is refused while a shift is open, by whoever stands there, and gives one of many at once a shift', async () => {
    const many = Array.from({ length: 12 }, (_, index) => counter.as('CASHIER', `usr_${index}`));
    const body = { float: { amountMinor: 5_000 } };
    const answers = await Promise.all(many.map((one) => one.call(openShift, { body })));
    const opened = answers.filter(({ code }) => code === null);
    expect(opened).toHaveLength(1);
    const refused = answers.filter(({ code }) => code !== null).map(({ problem }) => problem);
    expect(refused).toHaveLength(11);
    const shiftId = opened[0]?.body.shift.id;
    for (const problem of refused)
      expect(problem).toMatchObject({ code: 'shift.open', details: { shiftId } });
  });

  it('needs a till, and numbers its shifts without a gap', async () => {
    const body = { float: { amountMinor: 0 } };
    expect((await box.actAs('CASHIER').call(openShift, { body })).code).toBe('till.needed');
    expect((await box.actAs('CASHIER').call(getCurrentShift)).body.shift).toBeNull();
    for (const number of [1, 2, 3]) {
      const shift = await begin(clerk);
      expect(shift.number).toBe(number);
      await end(clerk, shift);
    }
  });

  it('of an old request answers that shift, even when it is closed', async () => {
    const parts = { body: { float: { amountMinor: 700 } }, key: 'once' };
    const { shift } = (await clerk.call(openShift, parts)).body;
    await end(clerk, shift);
    const again = await clerk.call(openShift, parts);
    expect([again.status, again.body.shift.id, again.body.shift.status]).toEqual([201, shift.id, 'CLOSED']);
    expect((await clerk.call(getCurrentShift)).body.shift).toBeNull();
  });
});

describe('managers', () => {
  it('see the shifts of all tills by till and business day, page by page', async () => {
    const made = [];
    for (const amount of [1, 2, 3]) {
      const shift = await begin(clerk, amount);
      made.unshift(shift.id);
      await end(clerk, shift, amount);
    }
    made.unshift((await begin(clerk)).id);
    const till = counter.tillId;
    const page = async (cursor?: string) =>
      (await manager.call(listShifts, { query: { till, limit: 3, ...(cursor ? { cursor } : {}) } })).body;
    const first = await page();
    const rest = await page(first.nextCursor ?? '');
    expect([...first.shifts, ...rest.shifts].map(({ id }) => id)).toEqual(made);
    expect(rest.nextCursor).toBeNull();
    expect(first.shifts.map(({ tenders }) => tenders?.[0]?.varianceMinor)).toEqual([undefined, 0, 0]);
    const day = first.shifts[0]?.businessDay ?? '';
    const on = async (from: string, to: string) =>
      (await manager.call(listShifts, { query: { till, from, to } })).body.shifts.length;
    expect([await on(day, day), await on('2020-01-01', '2020-12-31')]).toEqual([4, 0]);
    expect((await clerk.call(listShifts)).code).toBe('action.forbidden');
  });
});
