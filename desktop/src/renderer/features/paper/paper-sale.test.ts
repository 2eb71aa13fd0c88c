import { Booking } from '@foyer/shared/http/bookings';
import { Showtime } from '@foyer/shared/http/catalogue';
import { expect, test } from 'vitest';
import { PaperSale } from '../../../bridge/paper.ts';
import { paperSaleOf } from './paper-sale.ts';

const showtime = Showtime.parse({
  id: 'sho_1',
  movie: { id: 'mov_1', title: 'x'.repeat(300), year: null, rating: '12', runtimeMinutes: 90, version: '' },
  auditorium: { id: 'aud_1', name: '' },
  startsAt: '2026-11-26T19:15:00.000Z',
  endsAt: '2026-11-26T21:15:00.000Z',
  timeZone: 'Europe/Berlin',
  sales: 'OPEN',
  currency: 'EUR',
  availability: { total: 1, available: 1, held: 0, booked: 0, blocked: 0 },
  ticketTypes: [{ id: 'adult', name: 'Adult', pricesMinor: {} }],
});

const booking = Booking.parse({
  id: 'bkg_1',
  reference: 'K7QM-3FXA',
  status: 'BOOKED',
  version: 1,
  channel: 'COUNTER',
  showtimeId: 'sho_1',
  seats: ['F10', 'F9'],
  lines: [
    { seat: 'F10', ticketTypeId: 'gone', priceMinor: 900 },
    {
      seat: 'F9',
      ticketTypeId: 'adult',
      priceMinor: 0,
      adjustment: { kind: 'COMP', listPriceMinor: 1300, reason: 'Secret of the house' },
    },
  ],
  totalMinor: 900,
  currency: 'EUR',
  payments: [
    { id: 'pay_1', tender: 'CASH', amountMinor: 900, status: 'CAPTURED', refundedMinor: 0, cardLast4: null },
  ],
  tickets: [
    { id: 'tic_10', seat: 'F10', qr: 'FOYER1:b' },
    { id: 'tic_9', seat: 'F9', qr: 'FOYER1:a' },
  ],
  refunds: [],
  offer: null,
  expiresAt: null,
  createdAt: '2026-11-26T18:58:00.000Z',
});

test('says what the contract takes, in the order of the hall, whatever the programme says', () => {
  const sale = PaperSale.parse(paperSaleOf({ booking, showtime, cashier: 'Casey' }));
  expect(sale.lines.map(({ seat, ticketType }) => [seat, ticketType])).toEqual([
    ['F9', 'Adult'],
    ['F10', 'Ticket'],
  ]);
  expect(sale.tickets.map(({ qr }) => qr)).toEqual(['FOYER1:a', 'FOYER1:b']);
  expect([sale.film.length, sale.hall]).toEqual([200, '-']);
});

test('keeps what is not for guests off the paper', () => {
  expect(JSON.stringify(paperSaleOf({ booking, showtime, cashier: null }))).not.toContain('Secret');
});
