import { SeatId } from '@foyer/shared/ids';
import { expect, test } from 'vitest';
import { PaperExchange, PaperRefund } from '../../../bridge/slip.ts';
import { buildBooking, buildShowtime, paidInCash } from '../../testing/test-sales.ts';
import { paperExchangeOf, paperRefundOf } from './slips.ts';

const showtime = buildShowtime({ ticketTypes: [{ id: 'adult', name: 'Adult', pricesMinor: {} }] });
const at = '2026-11-26T19:01:00.000Z';
const refundOf = (id: string, amountMinor: number) => ({
  id,
  seats: ['F12'],
  amountMinor,
  reason: 'Sold by mistake',
  state: 'DONE',
  at,
});
const ids = (...names: string[]) => names.map((name) => SeatId.parse(name));

test('tells main of the refund that is new, and where its money goes', () => {
  const before = buildBooking({ ...paidInCash(2600), refunds: [refundOf('rfd_1', 100)] });
  const after = buildBooking({ refunds: [refundOf('rfd_1', 100), refundOf('rfd_2', 1300)] });
  const facts = { before, after, seats: ids('F13', 'F12'), isVoid: false, showtime, cashier: 'Casey' };
  const paper = paperRefundOf(facts);
  expect(PaperRefund.parse(paper)).toMatchObject({
    refundId: 'rfd_2',
    amountMinor: 1300,
    seats: ['F12', 'F13'],
    back: [{ tender: 'CASH', amountMinor: 1300, cardLast4: null }],
    reason: 'Sold by mistake',
    film: 'A film',
  });
  expect(paperRefundOf({ ...facts, before: after })).toBeNull();
});

test('tells main of an exchange with the tickets of the new seats alone', () => {
  const before = buildBooking(paidInCash(2600));
  const card = { id: 'pay_2', tender: 'CARD', status: 'CAPTURED', refundedMinor: 0, cardLast4: '4242' };
  const after = buildBooking({
    version: 2,
    seats: ['F13', 'G7'],
    lines: ['F13', 'G7'].map((seat) => ({ seat, ticketTypeId: 'adult', priceMinor: 1300 })),
    payments: [...before.payments, { ...card, amountMinor: 300 }],
    tickets: ['F13', 'G7'].map((seat) => ({ id: `tic_${seat}`, seat, qr: `FOYER1:${seat}` })),
  });
  const facts = { before, after, given: ids('F12'), fresh: ids('G7'), reason: 'Pillar', showtime };
  const rest = { at: new Date(at), cashier: null };
  const dearer = PaperExchange.parse(paperExchangeOf({ ...facts, ...rest, paidMinor: 300, backMinor: 0 }));
  expect(dearer.sale.tickets.map(({ seat }) => seat)).toEqual(['G7']);
  expect(dearer).toMatchObject({
    version: 2,
    seats: ['F12'],
    paid: { tender: 'CARD', amountMinor: 300, cardLast4: '4242' },
    back: [],
  });
  const cheaper = paperExchangeOf({ ...facts, ...rest, paidMinor: 0, backMinor: 200 });
  expect([cheaper.paid, cheaper.back]).toEqual([
    null,
    [{ tender: 'CASH', amountMinor: 200, cardLast4: null }],
  ]);
});
