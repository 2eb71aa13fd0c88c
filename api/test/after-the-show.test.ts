import { exchangeBooking } from '@foyer/shared/http/booking-flow';
import { confirmBooking, refundBooking, type Booking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';

const reason = 'a test';

let box: BoxOffice;
let sold: Booking;
beforeAll(async () => {
  box = await startBoxOffice();
  sold = await sell(box.actAs('CASHIER'), shows.open);
  box.clock.advance(5 * 3_600_000);
});
afterAll(() => box.stop());

async function hold(client: Client, id: (typeof shows)['open'], ...wanted: string[]) {
  return (await client.call(lockSeats, { params: { id }, body: { seats: seats(...wanted) } })).body.hold.id;
}

async function sell(client: Client, id: (typeof shows)['open']): Promise<Booking> {
  const holdId = await hold(client, id, 'B1', 'B2');
  return (await client.call(confirmBooking, { params: { id }, body: { holdId } })).body.booking;
}

test('a cashier gives no money back alone for a show that has begun', async () => {
  const asked = { params: { id: sold.id }, body: { reason } };
  const refused = await box.actAs('CASHIER').call(refundBooking, asked);
  expect(refused.problem).toMatchObject({
    code: 'approval.needed',
    details: { kind: 'REFUND', limitMinor: 0 },
  });
});

test('a cashier swaps no used tickets for seats of another show; a manager answers for it', async () => {
  const swap = async (client: Client, ...wanted: string[]) => {
    const holdId = await hold(client, shows.late, ...wanted);
    const body = { showtimeId: shows.late, holdId, reason };
    return client.call(exchangeBooking, { params: { id: sold.id }, body });
  };
  expect((await swap(box.actAs('CASHIER'), 'C1', 'C2')).code).toBe('showtime.closed');
  expect((await swap(box.actAs('MANAGER'), 'D1', 'D2')).code).toBeNull();
});
