import { expect, test } from 'vitest';
import { PaperSale } from '../../../bridge/paper.ts';
import { buildBooking, buildShowtime, paidInCash } from '../../testing/test-sales.ts';
import { paperSaleOf } from './paper-sale.ts';

const showtime = buildShowtime({
  movie: { id: 'mov_1', title: 'x'.repeat(300), year: null, rating: '12', runtimeMinutes: 90, version: '' },
  auditorium: { id: 'aud_1', name: '' },
  ticketTypes: [{ id: 'adult', name: 'Adult', pricesMinor: {} }],
});

const booking = buildBooking({
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
  ...paidInCash(900),
  tickets: [
    { id: 'tic_10', seat: 'F10', qr: 'FOYER1:b' },
    { id: 'tic_9', seat: 'F9', qr: 'FOYER1:a' },
  ],
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
