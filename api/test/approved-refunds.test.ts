import type { Approvals } from '@foyer/api/features/approvals/use-approval';
import { listAuditEntries } from '@foyer/shared/http/audit';
import { withdrawApproval } from '@foyer/shared/http/approvals';
import { getBooking, voidBooking } from '@foyer/shared/http/booking-flow';
import { confirmBooking, refundBooking, type Booking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import type { ApprovalId } from '@foyer/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, grant, wholeRefund } from './harness/approvals.ts';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';

const limitMinor = 1_500;

/** Whether the next action ends right after its approval was bound to it, before it has done anything. */
const state = { dies: false };
const dyingAfterUse = (approvals: Approvals): Approvals => ({
  ...approvals,
  use: async (by, action) => {
    const used = await approvals.use(by, action);
    if (!state.dies) return used;
    state.dies = false;
    throw new Error('the process dies here');
  },
});

let box: BoxOffice;
let clerk: Client;
let manager: Client;
beforeAll(async () => {
  box = await startBoxOffice({
    env: { REFUND_LIMIT: String(limitMinor) },
    overrides: { wrap: { approvals: dyingAfterUse } },
  });
  clerk = box.actAs('CASHIER');
  manager = box.actAs('MANAGER');
});
afterAll(() => box.stop());

const open = { params: { id: shows.open } };

async function sell(...wanted: string[]): Promise<Booking> {
  const held = await clerk.call(lockSeats, { ...open, body: { seats: seats(...wanted) } });
  const body = { holdId: held.body.hold.id };
  return (await clerk.call(confirmBooking, { ...open, body })).body.booking;
}

const back = ({ id }: Booking, more: { seats?: string[]; approvalId?: ApprovalId } = {}) => ({
  params: { id },
  body: {
    reason: 'a test',
    ...(more.seats ? { seats: seats(...more.seats) } : {}),
    ...(more.approvalId ? { approvalId: more.approvalId } : {}),
  },
});

const reload = async ({ id }: Booking): Promise<Booking> =>
  (await clerk.call(getBooking, { params: { id } })).body.booking;

/** Why an approval was of no use to a refund of the whole booking. */
async function refusalOf(booking: Booking, approvalId: ApprovalId, by = clerk): Promise<unknown> {
  const { problem } = await by.call(refundBooking, back(booking, { approvalId }));
  return problem && `${problem.code} ${String(problem.details['reason'])}`;
}

describe('a refund above the limit', () => {
  it('by a cashier without an approval is refused and changes nothing', async () => {
    const booking = await sell('B1', 'B2');
    const { status, problem } = await clerk.call(refundBooking, back(booking));
    expect([status, problem?.code, problem?.details]).toEqual([
      403,
      'approval.needed',
      { kind: 'REFUND', limitMinor },
    ]);
    expect(await reload(booking)).toEqual(booking);
  });

  it('is a manager’s own to make', async () => {
    const booking = await sell('B3', 'B4');
    expect((await manager.call(refundBooking, back(booking))).body.booking.status).toBe('REFUNDED');
  });

  it('in slices under the limit is refused at the slice that passes it', async () => {
    const booking = await sell('B5', 'B6', 'B7');
    expect((await clerk.call(refundBooking, back(booking, { seats: ['B5'] }))).code).toBeNull();
    const second = await box.actAs('CASHIER').call(refundBooking, back(booking, { seats: ['B6'] }));
    expect(second.code).toBe('approval.needed');
    const racing = await Promise.all(
      ['B6', 'B7'].map((seat) => clerk.call(refundBooking, back(booking, { seats: [seat] }))),
    );
    expect(racing.map(({ code }) => code)).toEqual(['approval.needed', 'approval.needed']);
    expect((await reload(booking)).totalMinor).toBe(2_000);
  });

  it('goes through with an approval, once, and again only as the very same request', async () => {
    const booking = await sell('B8', 'B9');
    const { id: approvalId } = await grant(manager, await ask(clerk, wholeRefund(booking)));
    const request = { ...back(booking, { approvalId }), key: 'approved-refund' };
    const answers = await Promise.all([1, 2, 3].map(() => clerk.call(refundBooking, request)));
    expect(answers.map(({ body }) => body.booking.status)).toEqual(['REFUNDED', 'REFUNDED', 'REFUNDED']);
    expect((await reload(booking)).refunds).toHaveLength(1);
    await eventually(async () => {
      const { body } = await manager.call(listAuditEntries, { query: { target: approvalId } });
      expect(body.entries.map(({ action }) => action).toSorted()).toEqual([
        'approval.granted',
        'approval.requested',
        'approval.used',
      ]);
      const told = await manager.call(listAuditEntries, { query: { target: booking.id } });
      const refunded = told.body.entries.find(({ action }) => action === 'booking.refunded');
      expect(refunded?.after).toMatchObject({ approvalId, refundedMinor: 2_000 });
    });
  });

  it('does not count what was approved among what cashiers gave back alone', async () => {
    const booking = await sell('E1', 'E2');
    const subject = {
      bookingId: booking.id,
      seats: seats('E1'),
      amountMinor: 1_300,
      currency: booking.currency,
    };
    const { id } = await grant(manager, await ask(clerk, { kind: 'REFUND', subject }));
    const small = { seats: ['E1'], approvalId: id };
    // Under the limit the approval is not touched: the cashier acts alone.
    expect((await clerk.call(refundBooking, back(booking, small))).code).toBeNull();
    expect((await clerk.call(refundBooking, back(booking, { seats: ['E2'] }))).code).toBe('approval.needed');
    const second = { ...subject, seats: seats('E2') };
    const next = await grant(manager, await ask(clerk, { kind: 'REFUND', subject: second }));
    const done = await clerk.call(refundBooking, back(booking, { seats: ['E2'], approvalId: next.id }));
    expect(done.body.booking.status).toBe('REFUNDED');
  });
});

describe('an approval is of no use', () => {
  it('before it is granted, once it is refused by the clock or withdrawn, and to anybody else', async () => {
    const booking = await sell('C1', 'C2');
    const asked = await ask(clerk, wholeRefund(booking));
    expect(await refusalOf(booking, asked.id)).toBe('approval.unusable not-granted');
    await grant(manager, asked);
    expect(await refusalOf(booking, asked.id, box.actAs('CASHIER'))).toBe('approval.unusable not-yours');
    box.clock.advance(120_001);
    expect(await refusalOf(booking, asked.id)).toBe('approval.unusable expired');
    const second = await grant(manager, await ask(clerk, wholeRefund(booking)));
    await clerk.call(withdrawApproval, { params: { id: second.id } });
    expect(await refusalOf(booking, second.id)).toBe('approval.unusable not-granted');
    expect(await refusalOf(booking, `${second.id}x` as ApprovalId)).toBe('approval.unusable unknown');
    expect(await reload(booking)).toEqual(booking);
  });

  it('for another booking, another amount, other seats or another act', async () => {
    const [booking, another] = [await sell('C3', 'C4'), await sell('C5', 'C6')];
    const { id: bookingId, currency } = booking;
    const subject = { bookingId, seats: booking.seats, amountMinor: 2_000, currency };
    const wrong = [
      wholeRefund(another),
      { kind: 'REFUND', subject: { ...subject, amountMinor: 1_999 } },
      { kind: 'REFUND', subject: { ...subject, seats: seats('C3') } },
      { kind: 'VOID', subject: { bookingId: booking.id, amountMinor: 2_000, currency: 'EUR' } },
    ] as const;
    for (const wish of wrong) {
      const { id } = await grant(manager, await ask(clerk, wish));
      expect(await refusalOf(booking, id)).toBe('approval.unusable other-subject');
    }
    expect(await reload(booking)).toEqual(booking);
  });

  it('to two acts at once: one passes', async () => {
    const booking = await sell('C7', 'C8');
    const { id: approvalId } = await grant(manager, await ask(clerk, wholeRefund(booking)));
    const racing = await Promise.all(
      [1, 2, 3].map(() => clerk.call(refundBooking, back(booking, { approvalId }))),
    );
    expect(racing.filter(({ code }) => code === null)).toHaveLength(1);
    expect((await reload(booking)).refunds).toHaveLength(1);
  });

  it('to another act once one has used it and died; the same act comes again and goes through', async () => {
    const booking = await sell('D1', 'D2');
    const { id: approvalId } = await grant(manager, await ask(clerk, wholeRefund(booking)));
    const request = { ...back(booking, { approvalId }), key: 'crashed' };
    state.dies = true;
    expect((await clerk.call(refundBooking, request)).code).toBe('internal');
    expect(await reload(booking)).toEqual(booking);
    expect(await refusalOf(booking, approvalId)).toBe('approval.unusable used');
    box.clock.advance(600_000);
    expect((await clerk.call(refundBooking, request)).body.booking.status).toBe('REFUNDED');
    expect((await reload(booking)).refunds).toHaveLength(1);
  });
});

describe('a fresh sale', () => {
  const taken = (booking: Booking, more = {}) => ({
    params: { id: booking.id },
    body: { reason: 'a test', ...more },
  });

  it('is taken back by a manager, and by a cashier with an approval for all its money', async () => {
    const [one, two] = [await sell('D3', 'D4'), await sell('D5', 'D6')];
    expect((await manager.call(voidBooking, taken(one))).body.booking).toMatchObject({
      status: 'REFUNDED',
      seats: [],
    });
    expect((await clerk.call(voidBooking, taken(two))).problem?.details).toEqual({ kind: 'VOID' });
    const subject = { bookingId: two.id, amountMinor: two.totalMinor, currency: two.currency };
    const { id: approvalId } = await grant(manager, await ask(clerk, { kind: 'VOID', subject }));
    const request = { ...taken(two, { approvalId }), key: 'void-once' };
    const answers = await Promise.all([1, 2].map(() => clerk.call(voidBooking, request)));
    expect(answers.map(({ body }) => body.booking.payments[0]?.refundedMinor)).toEqual([2_000, 2_000]);
  });

  it('is not fresh after a quarter of an hour, or once something was given back of it', async () => {
    const [changed, old] = [await sell('D7', 'D8'), await sell('D9', 'D10')];
    await clerk.call(refundBooking, back(changed, { seats: ['D7'] }));
    expect((await manager.call(voidBooking, taken(changed))).problem?.details).toEqual({ state: 'CHANGED' });
    box.clock.advance(15 * 60_000 + 1);
    expect((await manager.call(voidBooking, taken(old))).problem?.details).toEqual({ state: 'TOO_LATE' });
    expect((await reload(old)).status).toBe('BOOKED');
  });
});
