import { bookingCollection } from '@foyer/api/features/bookings/booking.model';
import { migrate } from '@foyer/api/platform/indexes';
import { createBooking, exchangeBooking } from '@foyer/shared/http/booking-flow';
import { confirmBooking, refundBooking, type Booking } from '@foyer/shared/http/bookings';
import { getReadiness } from '@foyer/shared/http/health';
import { lockSeats } from '@foyer/shared/http/holds';
import type { HoldId, SeatId } from '@foyer/shared/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { firstSeats, seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';

const open = { params: { id: shows.open } };
/** How long seats may be sold without their index. */
const withinMs = 6_000;
const reason = 'a test of the arbiter';

let box: BoxOffice;
let clerk: Client;
let sold: Booking;
let earlier: { params: typeof open.params; body: { holdId: HoldId }; key: string };
beforeAll(async () => {
  box = await startBoxOffice();
  clerk = box.actAs('CASHIER');
  earlier = { ...open, body: { holdId: await hold(...seats('F1', 'F2')) }, key: 'sent-before' };
  sold = (await clerk.call(confirmBooking, earlier)).body.booking;
  await box.connection.collection('bookings').dropIndex('one-claim-per-seat');
});
afterAll(() => box.stop());

async function hold(...wanted: readonly SeatId[]): Promise<HoldId> {
  return (await clerk.call(lockSeats, { ...open, body: { seats: [...wanted] } })).body.hold.id;
}

async function sell(...wanted: readonly string[]) {
  return clerk.call(confirmBooking, { ...open, body: { holdId: await hold(...seats(...wanted)) } });
}

test('soon after somebody drops the index no seat is sold any more, and readiness says why', async () => {
  const free = firstSeats(40);
  await expect
    .poll(
      async () => {
        const holdId = await hold(...free.splice(0, 1));
        return (await clerk.call(confirmBooking, { ...open, body: { holdId } })).code;
      },
      { interval: 300, timeout: withinMs },
    )
    .toBe('service.unavailable');
  const refused = await sell('F4');
  expect([refused.status, refused.problem?.details]).toEqual([
    503,
    { retryAfterSeconds: 5, reason: 'arbiter-missing' },
  ]);
  await eventually(async () => {
    const { body } = await box.anonymous.call(getReadiness);
    expect(body.missing).toEqual([expect.stringContaining('bookings: lacks')]);
  }, withinMs);
});

test('nor is one booked or exchanged; what was sold before stays sold, and can be given back', async () => {
  expect((await clerk.call(confirmBooking, earlier)).body.booking).toEqual(sold);
  const booked = await clerk.call(createBooking, { body: { holdId: await hold(...seats('F5')) } });
  const at = { params: { id: sold.id } };
  const holdId = await hold(...seats('F6', 'F7'));
  const swapped = await clerk.call(exchangeBooking, { ...at, body: { holdId, reason } });
  expect([booked.code, swapped.code]).toEqual(['service.unavailable', 'service.unavailable']);
  expect((await clerk.call(refundBooking, { ...at, body: { seats: seats('F2'), reason } })).status).toBe(200);
});

test('once the index is back, the refused sale goes through when it is sent again', async () => {
  const holdId = await hold(...seats('E1'));
  const call = { ...open, body: { holdId }, key: 'sent-while-closed' };
  const refused = await clerk.call(confirmBooking, call);
  await migrate(box.connection, [bookingCollection(box.connection)]);
  await eventually(async () => expect((await clerk.call(confirmBooking, call)).status).toBe(201), withinMs);
  expect(refused.code).toBe('service.unavailable');
});
