import { compose } from '@foyer/api/compose';
import { confirmBooking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';

let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice();
});
afterAll(() => box.stop());

it('takes no online payment without an account that takes it', async () => {
  const app = await compose({ ...box.config, payments: { stripe: null, cardTerminal: null }, port: 0 });
  const guest = box.actAs('USER', undefined, app.address);
  const open = { params: { id: shows.open } };
  const held = await guest.call(lockSeats, { ...open, body: { seats: seats('B1') } });
  const payments = [{ tender: 'ONLINE' as const, amountMinor: 1_000 }];
  const answer = await guest.call(confirmBooking, { ...open, body: { holdId: held.body.hold.id, payments } });
  expect([answer.code, answer.problem?.details]).toEqual([
    'request.unfit',
    { issues: [{ path: 'body.payments.0.tender', message: 'is not accepted here yet' }] },
  ]);
  await app.stop();
});
