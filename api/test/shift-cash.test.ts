import { dropCash, getCurrentShift, payOut } from '@foyer/shared/http/shifts';
import type { ApprovalId } from '@foyer/shared/ids';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, grant } from './harness/approvals.ts';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import type { Client } from './harness/client.ts';
import { begin, counterOf, end, ofShift } from './harness/shifts.ts';

let box: BoxOffice;
let manager: Client;
beforeAll(async () => {
  box = await startBoxOffice();
  manager = box.actAs('MANAGER');
});
afterAll(() => box.stop());

let clerk: Client;
beforeEach(async () => {
  clerk = (await counterOf(box)).clerk;
});

describe('cash beside sales', () => {
  it('is noted once a key, and not after the close', async () => {
    const shift = await begin(clerk);
    const parts = { ...ofShift(shift), body: { amountMinor: 500 }, key: 'drop-1' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => clerk.call(dropCash, parts)));
    for (const { body } of answers) expect(body.shift.movements).toHaveLength(1);
    const other = await clerk.call(dropCash, { ...parts, body: { amountMinor: 501 } });
    expect(other.code).toBe('idempotency.mismatch');
    expect((await end(clerk, shift)).z.dropsMinor).toBe(500);
    expect((await clerk.call(dropCash, parts)).body.shift.movements).toHaveLength(1);
    const late = await clerk.call(dropCash, { ...ofShift(shift), body: { amountMinor: 1 } });
    expect(late.problem).toMatchObject({ code: 'shift.state', details: { state: 'CLOSED' } });
  });

  it('goes on without losing one where many are noted at once', async () => {
    const shift = await begin(clerk);
    const drops = Array.from({ length: 5 }, (_, index) =>
      clerk.call(dropCash, { ...ofShift(shift), body: { amountMinor: 10 ** index } }),
    );
    expect((await Promise.all(drops)).map(({ code }) => code)).toEqual([null, null, null, null, null]);
    expect((await end(clerk, shift)).z.dropsMinor).toBe(11_111);
  });

  it.each([0, -1, 0.5, 100_000_001, 1e300, '5'])('takes no amount of %s', async (amountMinor) => {
    const { id } = await begin(clerk);
    const sent = { body: { amountMinor, reason: 'x' }, headers: { 'idempotency-key': 'k' } };
    for (const step of ['drops', 'pay-outs', 'pay-ins']) {
      expect((await clerk.send('POST', `/api/shifts/${id}/${step}`, sent)).status).toBe(400);
    }
  });

  it('above what a cashier pays out alone, slices together, needs a manager', async () => {
    const shift = await begin(clerk);
    const pay = (client: Client, amountMinor: number, approvalId?: ApprovalId) => {
      const more = approvalId === undefined ? {} : { approvalId };
      return client.call(payOut, { ...ofShift(shift), body: { amountMinor, reason: 'flowers', ...more } });
    };
    expect((await pay(clerk, 3_000)).code).toBeNull();
    const refused = await pay(clerk, 2_001);
    expect(refused.problem).toMatchObject({
      code: 'approval.needed',
      details: { kind: 'PAY_OUT', limitMinor: 5_000 },
    });
    const wish = { kind: 'PAY_OUT', subject: { amountMinor: 2_001, currency: 'EUR' } } as const;
    const { id } = await grant(manager, await ask(clerk, wish));
    expect((await pay(clerk, 2_002, id)).code).toBe('approval.unusable');
    expect((await pay(clerk, 2_001, id)).code).toBeNull();
    expect((await pay(clerk, 2_001, id)).code).toBe('approval.unusable');
    expect((await pay(manager, 9_000)).code).toBeNull();
    expect((await pay(clerk, 2_000)).code).toBeNull();
    expect((await clerk.call(getCurrentShift)).body.shift?.movements).toHaveLength(4);
  });
});
