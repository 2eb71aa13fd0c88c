import { confirmBooking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import { getMe } from '@foyer/shared/http/sign-in';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './box-office.ts';
import { seats, shows } from './cinema.ts';

let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice();
});
afterAll(() => box.stop());

test('a box office signs people in, sells a seat and refuses a second buyer', async () => {
  const casey = await box.signIn('CASHIER');
  const anna = await box.signIn('anna@example.test');
  expect((await casey.call(getMe)).body.user.role).toBe('CASHIER');
  expect((await anna.call(getMe)).body.user.role).toBe('USER');
  const params = { id: shows.open };
  const { body, status } = await casey.call(lockSeats, { params, body: { seats: seats('B1', 'B2') } });
  expect(status).toBe(201);
  const sold = await casey.call(confirmBooking, { params, body: { holdId: body.hold.id } });
  expect(sold.body.booking.status).toBe('BOOKED');
  const refused = await box.actAs('USER').call(lockSeats, { params, body: { seats: seats('B1') } });
  expect(refused.code).toBe('seats.taken');
  const map = await box.anonymous.call(getSeatMap, { params });
  expect(map.body.seats.filter(({ status }) => status !== 'AVAILABLE').map(({ id }) => id)).toEqual([
    'B1',
    'B2',
    'F10',
  ]);
});
