import { expect, test } from 'vitest';
import { buildBooking } from '../../testing/test-sales.ts';
import { toRow } from './booking-row.ts';

test('lists seats and their prices as people read the hall, whatever order the server keeps', () => {
  const seats = ['C10', 'C2', 'C9'];
  const booking = buildBooking({
    seats,
    lines: seats.map((seat, at) => ({ seat, ticketTypeId: 'adult', priceMinor: 1000 + at })),
    totalMinor: 3003,
  });
  const row = toRow(booking, new Map());
  expect(row.booking.seats).toEqual(['C2', 'C9', 'C10']);
  expect(row.booking.lines.map((line) => [line.seat, line.priceMinor])).toEqual([
    ['C2', 1001],
    ['C9', 1002],
    ['C10', 1000],
  ]);
});
