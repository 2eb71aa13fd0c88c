import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TicketType } from '../http/catalogue.ts';
import { Seat } from '../http/seat-map.ts';
import { SeatId, TicketTypeId } from '../ids.ts';
import { defaultLines, priceLines } from './prices.ts';

const seat = (id: string, category = 'standard'): Seat =>
  Seat.parse({ id, row: 'A', number: 1, x: 0, y: 0, kind: 'STANDARD', category });
const types = [
  TicketType.parse({ id: 'adult', name: 'Adult', pricesMinor: { standard: 1150, premium: 1450 } }),
  TicketType.parse({ id: 'child', name: 'Child', pricesMinor: { standard: 800 } }),
];
const line = (id: string, type = 'adult') => ({
  seat: SeatId.parse(id),
  ticketTypeId: TicketTypeId.parse(type),
});

describe('pricing a sale', () => {
  it('prices each seat by its category and ticket type', () => {
    const priced = priceLines([seat('A1'), seat('F1', 'premium')], [line('F1'), line('A1', 'child')], types);
    expect(priced).toMatchObject({ ok: true, totalMinor: 2250 });
  });

  it.each([
    ['a seat without a line', [line('A1')], 'has no line for seat A2'],
    ['a seat twice', [line('A1'), line('A1'), line('A2')], 'names a seat twice'],
    ['a seat that is not held', [line('A1'), line('A2'), line('A3')], 'names seat A3, which is not held'],
    [
      'an unknown ticket type',
      [line('A1'), line('A2', 'gold')],
      'names a ticket type unknown to this showtime for A2',
    ],
  ])('refuses %s', (_what, lines, message) => {
    const priced = priceLines([seat('A1'), seat('A2')], lines, types);
    expect(priced.ok ? [] : priced.issues.map((issue) => issue.message)).toContain(message);
  });

  it('refuses a ticket type that has no price for the category', () => {
    expect(priceLines([seat('F1', 'premium')], [line('F1', 'child')], types).ok).toBe(false);
  });

  it('never prices anything but exactly the held seats, whatever lines come', () => {
    const ids = ['A1', 'A2', 'A3', 'A4'];
    const anyLines = fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom('adult', 'child', 'gold')), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.subarray(ids, { minLength: 1 }), anyLines, (held, wanted) => {
        const priced = priceLines(
          held.map((id) => seat(id)),
          wanted.map(([id, type]) => line(id, type)),
          types,
        );
        if (!priced.ok) return;
        expect(priced.lines.map((priceLine) => priceLine.seat)).toEqual(held);
        expect(priced.totalMinor).toBe(priced.lines.reduce((sum, { priceMinor }) => sum + priceMinor, 0));
      }),
    );
  });

  it('means the first ticket type where the caller names none', () => {
    expect(defaultLines([seat('A1')], types)).toEqual([line('A1')]);
  });
});
