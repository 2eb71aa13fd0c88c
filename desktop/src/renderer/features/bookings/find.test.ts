import { TillName } from '@foyer/shared/http/tills';
import { expect, test } from 'vitest';
import { buildBooking } from '../../testing/test-sales.ts';
import type { BookingRow } from './booking-row.ts';
import { isFound } from './find.ts';

const row: BookingRow = {
  booking: buildBooking({
    payments: [
      {
        id: 'pay_1',
        tender: 'CARD',
        amountMinor: 2600,
        status: 'CAPTURED',
        refundedMinor: 0,
        cardLast4: '4242',
      },
    ],
  }),
  movieTitle: 'The Fog of War',
  auditoriumName: 'Hall 1',
  startsAt: '2026-11-26T19:15:00.000Z',
  soldBy: 'Casey Cashier',
  till: 'til_1',
};
const place = { timeZone: 'Europe/Berlin', till: TillName.parse({ id: 'til_1', name: 'Front 1' }) };

test.each([
  'K7QM-3FXA',
  'k7qm3f',
  '3fxa',
  'F12',
  'f13',
  '4242',
  '20:15',
  '20:',
  '19:58',
  'fog',
  'casey',
  'front',
  'nov',
  'fog f12 20:15',
])('finds a booking by %s', (text) => {
  expect(isFound(row, text, place)).toBe(true);
});

test.each(['F1', 'M2PB', '424', '1234', '21:00', 'casey F14', 'back'])('finds none by %s', (text) => {
  expect(isFound(row, text, place)).toBe(false);
});
