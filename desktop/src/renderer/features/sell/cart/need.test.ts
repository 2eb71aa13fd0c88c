import { SeatId, ShowtimeId, TicketTypeId } from '@foyer/shared/ids';
import type { Showtime } from '@foyer/shared/http/catalogue';
import type { ProblemCode } from '@foyer/shared/problems';
import { describe, expect, test, vi } from 'vitest';
import { ApiProblem, NoAnswer } from '../../../data/api-problem.ts';
import type { Adjustment } from './adjustment.ts';
import { type Cart, emptyCart, nextCart } from './cart.ts';
import { newAttempt } from '../paying/attempt.ts';
import { inCash } from '../paying/tender-plan.ts';
import { needOf, requestFor } from './need.ts';
import { priceCart } from './price-cart.ts';
import { followSale } from './use-cart-ask.ts';
import type { Sale } from './sale.ts';

const [f1, f2] = [SeatId.parse('F1'), SeatId.parse('F2')] as const;
const adult = TicketTypeId.parse('adult');
// Of a show only these are looked at here.
const showtime = {
  id: ShowtimeId.parse('sho_1'),
  currency: 'EUR',
  ticketTypes: [{ id: adult, name: 'Adult', pricesMinor: { standard: 1200 } }],
} as unknown as Showtime;
const seats = new Map(
  [f1, f2].map((id) => [
    id,
    { id, row: 'F', number: '1', x: 0, y: 0, kind: 'STANDARD', category: 'standard' },
  ]),
) as unknown as Parameters<typeof priceCart>[1];
const comp: Adjustment = { kind: 'COMP', seats: [f2], priceMinor: 0, reason: 'Press' };
const cart: Cart = {
  ...emptyCart,
  showtime,
  unheld: [f1, f2],
  lines: [f1, f2].map((seat) => ({ seat, ticketTypeId: adult })),
};
const refusal = (code: ProblemCode, details = {}) => new ApiProblem({ code, details, requestId: 'r' });
const orphan = refusal('seats.rule', { rule: 'orphan', seats: ['F3'], suggestion: ['F2', 'F3'] });

describe('what a refused sale needs', () => {
  test('is a manager, or other seats, where a single one would be left', () => {
    const need = needOf(orphan, cart);
    expect(need).toEqual({ kind: 'ORPHAN', orphans: ['F3'], suggestion: ['F2', 'F3'] });
    expect(requestFor({ ...cart, need }, priceCart(cart, seats), 'A group')).toEqual({
      kind: 'ORPHAN',
      subject: { showtimeId: 'sho_1', seats: ['F1', 'F2'] },
      reason: 'A group',
    });
  });

  test('is a manager for prices below the list, and stays that when an approval does not carry it', () => {
    const priced = { ...cart, adjustment: comp };
    const need = needOf(refusal('approval.needed', { kind: 'COMP' }), priced);
    expect(need).toEqual({ kind: 'PRICES' });
    expect(needOf(refusal('approval.unusable', { reason: 'expired' }), { ...priced, need })).toEqual(need);
    expect(requestFor({ ...priced, need }, priceCart(priced, seats), '')).toEqual({
      kind: 'COMP',
      subject: { showtimeId: 'sho_1', seats: ['F2'], amountMinor: 0, currency: 'EUR' },
      reason: 'Press',
    });
  });

  test('is nothing that a manager has, where seats are gone or nobody answers', () => {
    expect(needOf(refusal('seats.taken', { seats: ['F1'] }), cart)).toBeNull();
    expect(needOf(refusal('seats.rule', { rule: 'companion', seats: ['F1'] }), cart)).toBeNull();
    expect(needOf(new NoAnswer('gone'), cart)).toBeNull();
  });

  test('is forgotten with the seats and prices that it was about', () => {
    const needing = nextCart(cart, {
      kind: 'pay-refused',
      message: { tone: 'trouble', text: '' },
      lostSeats: [],
      need: needOf(orphan, cart),
    });
    expect(needing).toMatchObject({ need: { kind: 'ORPHAN' }, message: null });
    expect(nextCart(needing, { kind: 'told', message: null }).need).not.toBeNull();
    expect(nextCart(needing, { kind: 'unheld-returned', seat: f1 }).need).toBeNull();
    expect(nextCart(needing, { kind: 'adjusted', adjustment: comp }).need).toBeNull();
  });
});

describe('another price', () => {
  test('stands in the cart beside the list’s, and is sent with the permission', () => {
    const priced = nextCart(cart, { kind: 'adjusted', adjustment: comp });
    const prices = priceCart(priced, seats);
    expect([...prices.perSeat.values()]).toEqual([1200, 0]);
    expect([...prices.listed]).toEqual([['F2', 1200]]);
    expect(prices.totalMinor).toBe(1200);
    const sent = newAttempt(priced, {
      key: 'key-1',
      tendered: inCash(1200),
      permission: { leaveOrphans: true },
    });
    expect(sent.request).toMatchObject({
      adjustments: [{ seat: 'F2', kind: 'COMP', priceMinor: 0, reason: 'Press' }],
      leaveOrphans: true,
    });
  });

  test('goes with its seat, and when the seat gets another ticket type', () => {
    const priced = nextCart(cart, { kind: 'adjusted', adjustment: { ...comp, seats: [f1, f2] } });
    expect(nextCart(priced, { kind: 'unheld-returned', seat: f1 }).adjustment?.seats).toEqual(['F2']);
    const retyped = nextCart(priced, { kind: 'type-chosen', seat: f2, ticketTypeId: adult });
    expect(retyped.adjustment?.seats).toEqual(['F1']);
  });
});

test('takes the request back when the cart changes, and not for a word or the sale itself', () => {
  let now = cart;
  let tell = (): void => undefined;
  const ask = { withdraw: vi.fn(), used: vi.fn() };
  const sale = {
    snapshot: () => now,
    subscribe: (listener: () => void) => {
      tell = listener;
      return () => undefined;
    },
  };
  followSale(sale as unknown as Sale, ask);
  const become = (next: Cart): void => {
    now = next;
    tell();
  };
  become({ ...cart, message: { tone: 'info', text: 'Hello' } });
  expect(ask.withdraw).not.toHaveBeenCalled();
  become({ ...cart, lines: cart.lines.slice(1) });
  expect(ask.withdraw).toHaveBeenCalledOnce();
  become({ ...emptyCart, phase: { kind: 'sold', booking: {} as never, tendered: inCash(0), rescue: null } });
  expect(ask.used).toHaveBeenCalledOnce();
});
