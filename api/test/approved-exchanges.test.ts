import { exchangeBooking } from '@foyer/shared/http/booking-flow';
import { confirmBooking, refundBooking, type Booking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { ApprovalId } from '@foyer/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, grant } from './harness/approvals.ts';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { whenTold } from './harness/told.ts';
import { changesBetween, settledDigest } from './security/digest.ts';

let box: BoxOffice;
let clerk: Client;
let manager: Client;
beforeAll(async () => {
  box = await startBoxOffice({ env: { REFUND_LIMIT: '500' } });
  clerk = box.actAs('CASHIER');
  manager = box.actAs('MANAGER');
});
afterAll(() => box.stop());

const open = { params: { id: shows.open } };
const hold = async (...wanted: string[]) =>
  (await clerk.call(lockSeats, { ...open, body: { seats: seats(...wanted) } })).body.hold.id;
const sell = async (...wanted: string[]): Promise<Booking> =>
  (await clerk.call(confirmBooking, { ...open, body: { holdId: await hold(...wanted) } })).body.booking;
const swap = async ({ id }: Booking, to: string[], approvalId?: ApprovalId, by = clerk) => {
  const body = { holdId: await hold(...to), reason: 'a test', ...(approvalId ? { approvalId } : {}) };
  return by.call(exchangeBooking, { params: { id }, body });
};

describe('an exchange for cheaper seats', () => {
  it('gives back no more than a cashier may alone', async () => {
    const booking = await sell('E1', 'E2');
    expect((await swap(booking, ['B1', 'B2'])).problem?.details).toEqual({ kind: 'REFUND', limitMinor: 500 });
    const { id: bookingId, currency } = booking;
    const subject = { bookingId, seats: seats('E1', 'E2'), amountMinor: 600, currency };
    const { id } = await grant(manager, await ask(clerk, { kind: 'REFUND', subject }));
    const done = await swap(booking, ['B4', 'B5'], id);
    expect(done.body.booking).toMatchObject({ totalMinor: 2_000, refunds: [{ amountMinor: 600 }] });
    expect((await swap(booking, ['B7', 'B8'], id)).code).toBeNull(); // nothing goes back: nothing is asked for
  });

  it('refused for want of an approval leaves the new hold as it was', async () => {
    const booking = await sell('F1', 'F2');
    const body = { holdId: await hold('D1', 'D2'), reason: 'a test' };
    await whenTold(box, booking.id);
    const before = await settledDigest(box, shows.open);
    const params = { id: booking.id };
    const bare = await clerk.call(exchangeBooking, { params, body });
    const approvalId = ApprovalId.parse('apr_never');
    const carried = await clerk.call(exchangeBooking, { params, body: { ...body, approvalId } });
    expect([bare.code, carried.code]).toEqual(['approval.needed', 'approval.unusable']);
    expect(changesBetween(before, await settledDigest(box, shows.open))).toEqual([]);
  });

  it('counts with what went back before, in either order', async () => {
    const booking = await sell('E4', 'E5');
    expect((await swap(booking, ['E7', 'C5'])).code).toBeNull(); // 3.00
    expect((await swap(booking, ['C6', 'C7'])).code).toBe('approval.needed'); // 3.00 more
    const back = { params: { id: booking.id }, body: { reason: 'a test', seats: seats('C5') } };
    expect((await clerk.call(refundBooking, back)).code).toBe('approval.needed');
  });
});
