import { Hold } from '@foyer/shared/http/holds';
import { Seat } from '@foyer/shared/http/seat-map';
import { SeatId, TicketTypeId } from '@foyer/shared/ids';
import { expect, test } from 'vitest';
import { GuestView } from '../../../bridge/guest.ts';
import { buildBooking, buildShowtime } from '../../testing/test-sales.ts';
import { type Cart, emptyCart } from '../sell/cart/cart.ts';
import { priceCart } from '../sell/cart/price-cart.ts';
import { idleView, saleView } from './guest-view.ts';

const showtime = buildShowtime({
  ticketTypes: [
    { id: 'adult', name: 'Adult', pricesMinor: { STANDARD: 1300 } },
    { id: 'child', name: 'Child', pricesMinor: { STANDARD: 900 } },
  ],
});
const seats = ['F10', 'F9', 'F11', 'F12'].map((id, x) =>
  Seat.parse({ id, row: 'F', number: Number(id.slice(1)), x, y: 5, kind: 'STANDARD', category: 'STANDARD' }),
);
const line = (seat: string, type: string) => ({
  seat: SeatId.parse(seat),
  ticketTypeId: TicketTypeId.parse(type),
});

function viewOf(cart: Partial<Cart>, known = seats) {
  const whole = { ...emptyCart, showtime, ...cart };
  const prices = priceCart(whole, new Map(known.map((seat) => [seat.id, seat])));
  return saleView({
    cart: whole,
    prices,
    seats: known,
    statuses: { F9: 'LOCKED', F11: 'BOOKED', F10: 'LOCKED' },
  });
}

test('shows where one will sit and what that costs, one line for each kind of ticket', () => {
  const view = viewOf({ lines: [line('F10', 'adult'), line('F12', 'child'), line('F9', 'adult')] });
  expect(GuestView.parse(view)).toEqual(view);
  expect(view).toMatchObject({
    kind: 'sale',
    show: { film: 'A film', hall: 'Hall 1' },
    hall: { yours: ['F10', 'F12', 'F9'], taken: ['F11'] },
    lines: [
      { ticketType: 'Adult', seats: ['F9', 'F10'], priceMinor: 1300 },
      { ticketType: 'Child', seats: ['F12'], priceMinor: 900 },
    ],
    totalMinor: 3500,
  });
});

test('says of others’ seats that they are gone, and not how or whose', () => {
  const text = JSON.stringify(viewOf({ lines: [line('F12', 'adult')] }));
  expect(text).not.toMatch(/LOCKED|BOOKED|hold|actor|cashier/i);
});

test('shows no hall and no prices before they are known, and tells nothing of notes to the cashier', () => {
  const hold = Hold.parse({
    id: 'hold-1',
    showtimeId: 'sho_1',
    seats: ['F12'],
    expiresAt: '2026-11-26T19:00:00.000Z',
    extendableUntil: '2026-11-26T19:10:00.000Z',
  });
  const message = { tone: 'warning', text: 'secret' } as const;
  const view = viewOf({ hold, message, lines: [line('F12', 'adult')] }, []);
  expect(GuestView.parse(view)).toMatchObject({ hall: null, lines: [{ priceMinor: null }] });
  expect(JSON.stringify(view)).not.toMatch(/secret|hold-1/);
});

test('shows the sale that stands, without its reference or how it was paid', () => {
  const tendered = { payments: [{ tender: 'CASH', amountMinor: 2600 }], givenMinor: 5000 } as const;
  const view = viewOf({ phase: { kind: 'sold', booking: buildBooking(), tendered, rescue: null } });
  expect(GuestView.parse(view)).toMatchObject({
    kind: 'sold',
    seats: ['F12', 'F13'],
    totalMinor: 2600,
    changeMinor: 2400,
  });
  expect(JSON.stringify(view)).not.toContain('K7QM');
});

test('is about nobody while the cart is empty, and then says what plays next', () => {
  expect(viewOf({})).toBeNull();
  const at = (hour: number, overrides = {}) =>
    buildShowtime({ startsAt: `2026-11-26T${hour}:00:00.000Z`, ...overrides });
  const shows = [at(20), at(18), at(10), at(19, { sales: 'CANCELLED' }), at(17, { sales: 'CLOSED' })];
  const view = idleView(shows, Date.parse('2026-11-26T12:00:00.000Z'));
  expect(GuestView.parse(view)).toMatchObject({
    shows: [{ startsAt: '2026-11-26T18:00:00.000Z' }, { startsAt: '2026-11-26T20:00:00.000Z' }],
  });
});
