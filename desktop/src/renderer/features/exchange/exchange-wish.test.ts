import { Seat } from '@foyer/shared/http/seat-map';
import { HoldId, SeatId, ShowtimeId } from '@foyer/shared/ids';
import { expect, test } from 'vitest';
import { buildBooking, buildShowtime } from '../../testing/test-sales.ts';
import { approvalFor, type ExchangeWish, givenFor, requestBody, swapOf } from './exchange-wish.ts';

const seat = (id: string, category = 'standard') =>
  Seat.parse({
    id,
    row: id.slice(0, 1),
    number: Number(id.slice(1)),
    x: 0,
    y: 0,
    kind: 'STANDARD',
    category,
    status: 'AVAILABLE',
  });
const hall = new Map([seat('A2'), seat('A10'), seat('B1', 'premium')].map((one) => [one.id as string, one]));
const showtime = buildShowtime({
  ticketTypes: [
    { id: 'adult', name: 'Adult', pricesMinor: { standard: 1000, premium: 1300 } },
    { id: 'child', name: 'Child', pricesMinor: { standard: 600, premium: 900 } },
  ],
});
const booking = buildBooking({
  lines: [
    { seat: 'F12', ticketTypeId: 'adult', priceMinor: 1000 },
    { seat: 'F13', ticketTypeId: 'child', priceMinor: 600 },
  ],
  totalMinor: 1600,
});
const ids = (...names: string[]) => names.map((name) => SeatId.parse(name));

test('gives all seats where the show is another, whatever was chosen', () => {
  expect(givenFor(booking, ids('F13'), booking.showtimeId)).toEqual(['F13']);
  expect(givenFor(booking, ids('F13'), ShowtimeId.parse('sho_2'))).toEqual(['F12', 'F13']);
});

test.each([
  ['dearer seats', ids('F12'), ids('B1'), 300],
  ['seats that cost the same', ids('F13'), ids('A2'), 0],
  ['two for two', ids('F12', 'F13'), ids('A10', 'A2'), 0],
])('knows the difference of %s', (_name, given, taken, differenceMinor) => {
  expect(swapOf({ booking, given, showtime, taken, seats: hall })?.differenceMinor).toBe(differenceMinor);
});

test('says what cheaper seats bring back, as a difference below nothing', () => {
  const dear = buildBooking({
    seats: ['F12'],
    lines: [{ seat: 'F12', ticketTypeId: 'adult', priceMinor: 1300 }],
    totalMinor: 1300,
  });
  const swap = swapOf({ booking: dear, given: ids('F12'), showtime, taken: ids('A2'), seats: hall });
  expect(swap?.differenceMinor).toBe(-300);
});

test('keeps the ticket types in the order of the seats; one that the other list lacks becomes its first', () => {
  const parts = { booking, given: ids('F13', 'F12'), taken: ids('A10', 'A2'), seats: hall };
  expect(swapOf({ ...parts, showtime })?.lines).toMatchObject([
    { seat: 'A2', ticketTypeId: 'adult' },
    { seat: 'A10', ticketTypeId: 'child' },
  ]);
  const other = buildShowtime({
    ticketTypes: [{ id: 'all', name: 'All', pricesMinor: { standard: 500, premium: 500 } }],
  });
  expect(swapOf({ ...parts, showtime: other })?.lines.map((line) => line.ticketTypeId)).toEqual([
    'all',
    'all',
  ]);
});

test('knows nothing while seats are missing, or their hall is not known', () => {
  expect(swapOf({ booking, given: ids('F12', 'F13'), showtime, taken: ids('A2'), seats: hall })).toBeNull();
  expect(swapOf({ booking, given: ids('F12'), showtime, taken: ids('Z9'), seats: hall })).toBeNull();
});

test('sends a payment only where something is due, and asks a manager for what goes back', () => {
  const wish: ExchangeWish = {
    bookingId: booking.id,
    showtimeId: booking.showtimeId,
    holdId: HoldId.parse('hld_1'),
    given: ids('F12'),
    lines: [],
    payment: null,
    backMinor: 300,
    currency: 'EUR',
    reason: 'Trouble with the seat',
  };
  expect(requestBody(wish)).not.toHaveProperty('payments');
  expect(requestBody({ ...wish, payment: { tender: 'CASH', amountMinor: 300 } })).toMatchObject({
    payments: [{ tender: 'CASH', amountMinor: 300 }],
  });
  expect(approvalFor(wish)).toEqual({
    kind: 'REFUND',
    subject: { bookingId: 'bkg_1', seats: ['F12'], amountMinor: 300, currency: 'EUR' },
    reason: 'Trouble with the seat',
  });
});
