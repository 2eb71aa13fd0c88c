import { Showtime } from '@foyer/shared/http/catalogue';
import { Hold } from '@foyer/shared/http/holds';
import { SeatId, TicketTypeId } from '@foyer/shared/ids';
import { describe, expect, test } from 'vitest';
import { type Cart, type CartEvent, emptyCart, isPayable, nextCart } from './cart.ts';
import type { Message } from './message.ts';

const adult = TicketTypeId.parse('adult');
const child = TicketTypeId.parse('child');
const [f1, f2] = [SeatId.parse('F1'), SeatId.parse('F2')] as const;
const showtime = buildShowtime();

describe('the cart', () => {
  test('shows a seat at once and keeps it when the hold has it', () => {
    const taking = after([take(f1)]);
    expect(taking.lines.map((line) => line.seat)).toEqual(['F1']);
    expect(isPayable(taking)).toBe(false);
    const held = after([take(f1), answered([f1], f1)]);
    expect(held.underWay).toEqual({});
    expect(isPayable(held)).toBe(true);
  });

  test('gives up only the seat that somebody else got', () => {
    const cart = after([
      take(f1),
      answered([f1], f1),
      take(f2),
      { kind: 'seat-refused', seat: f2, message: trouble('F2 is gone.') },
    ]);
    expect(cart.lines.map((line) => line.seat)).toEqual(['F1']);
    expect(cart.message?.text).toBe('F2 is gone.');
  });

  test('keeps a seat that is still on its way when the answer about another one comes', () => {
    const cart = after([take(f1), take(f2), answered([f1], f1)]);
    expect(cart.lines.map((line) => line.seat)).toEqual(['F1', 'F2']);
  });

  test('keeps the chosen ticket type through a renewal of the hold', () => {
    const cart = after([
      take(f1),
      answered([f1], f1),
      { kind: 'type-chosen', seat: f1, ticketTypeId: child },
      answered([f1], null),
    ]);
    expect(cart.lines).toEqual([{ seat: 'F1', ticketTypeId: 'child' }]);
  });

  test('shows a seat again whose return was refused', () => {
    const cart = after([
      take(f1),
      answered([f1], f1),
      { kind: 'return-began', seat: f1 },
      { kind: 'seat-refused', seat: f1, message: trouble('no answer') },
    ]);
    expect(cart.lines).toHaveLength(1);
    expect(cart.underWay).toEqual({});
  });

  test('is empty, and belongs to no show, when the last seat went back', () => {
    const cart = after([
      take(f1),
      answered([f1], f1),
      { kind: 'return-began', seat: f1 },
      answered(null, f1),
    ]);
    expect(cart).toEqual(emptyCart);
  });

  test('loses exactly the seats that a refused sale names', () => {
    const cart = after([
      take(f1),
      take(f2),
      answered([f1, f2], f1),
      answered([f1, f2], f2),
      { kind: 'pay-refused', message: trouble('F2 is gone.'), lostSeats: ['F2'], need: null },
    ]);
    expect(cart.lines.map((line) => line.seat)).toEqual(['F1']);
    expect(cart.hold?.seats).toEqual(['F1']);
    expect(cart.phase.kind).toBe('choosing');
  });
});

test('remembers all seats of a party that went to somebody else, until the next one is tried', () => {
  const lost = (seat: SeatId): CartEvent => ({
    kind: 'seat-refused',
    seat,
    message: { ...trouble(`${seat} is gone.`), taken: { showtime, seats: [seat] } },
  });
  const cart = after([take(f1), take(f2), lost(f1), lost(f2)]);
  expect(cart.message?.taken?.seats).toEqual(['F1', 'F2']);
  expect(after([take(f1), lost(f1), take(f2), lost(f2)]).message?.taken?.seats).toEqual(['F2']);
});

function after(events: readonly CartEvent[]): Cart {
  return events.reduce<Cart>((cart, event) => nextCart(cart, event), emptyCart);
}

function trouble(text: string): Message {
  return { tone: 'trouble', text };
}

function take(seat: SeatId): CartEvent {
  return { kind: 'take-began', showtime, line: { seat, ticketTypeId: adult } };
}

function answered(seats: readonly SeatId[] | null, seat: SeatId | null): CartEvent {
  const until = '2026-11-23T20:00:00.000Z';
  const about = { id: 'hold-1', showtimeId: showtime.id, expiresAt: until, extendableUntil: until };
  return { kind: 'hold-answered', seat, hold: seats === null ? null : Hold.parse({ ...about, seats }) };
}

function buildShowtime(): Showtime {
  return Showtime.parse({
    id: 'show-1',
    movie: { id: 'movie-1', title: 'Jaws', year: 1975, rating: 'PG', runtimeMinutes: 124, version: '' },
    auditorium: { id: 'hall-1', name: 'Hall 1' },
    startsAt: '2026-11-23T19:15:00.000Z',
    endsAt: '2026-11-23T21:19:00.000Z',
    timeZone: 'Europe/Berlin',
    sales: 'OPEN',
    currency: 'EUR',
    availability: { total: 2, available: 2, held: 0, booked: 0, blocked: 0 },
    ticketTypes: [
      { id: 'adult', name: 'Adult', pricesMinor: { standard: 1200 } },
      { id: 'child', name: 'Child', pricesMinor: { standard: 800 } },
    ],
  });
}
