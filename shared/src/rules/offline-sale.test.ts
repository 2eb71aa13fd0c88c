import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TicketType } from '../http/catalogue.ts';
import { OfflineSale, type ConflictReason } from '../http/lease-sales.ts';
import { Seat } from '../http/seat-map.ts';
import { SeatId } from '../ids.ts';
import { judgeOfflineSale, type LeaseTerms } from './offline-sale.ts';

const chair = (number: number, category = 'standard') =>
  Seat.parse({ id: `C${number}`, row: 'C', number, x: number, y: 1, kind: 'STANDARD', category });
const seats = (...ids: readonly string[]) => ids.map((id) => SeatId.parse(id));

function leaseOf(parts: Partial<LeaseTerms> = {}): LeaseTerms {
  return {
    chairs: [chair(1), chair(2), chair(3), chair(4, 'premium')],
    ticketTypes: z.array(TicketType).parse([
      { id: 'adult', name: 'Adult', pricesMinor: { standard: 1_000, premium: 1_300 } },
      { id: 'child', name: 'Child', pricesMinor: { standard: 700 } },
    ]),
    isLost: false,
    seats: seats('C2', 'C3', 'C4'),
    references: ['BBBB'],
    ...parts,
  };
}

function saleOf(parts: object = {}): OfflineSale {
  return OfflineSale.parse({
    saleId: 'sal_1',
    reference: 'BBBB',
    lines: [
      { seat: 'C4', ticketTypeId: 'adult' },
      { seat: 'C2', ticketTypeId: 'child' },
    ],
    paidMinor: 2_000,
    soldBy: 'usr_1',
    soldAt: '2026-01-01T00:00:00.000Z',
    ...parts,
  });
}

describe('a sale that a till made without the server', () => {
  it('costs what the lease says', () => {
    expect(judgeOfflineSale(leaseOf(), saleOf())).toEqual({
      reason: null,
      lines: [
        { seat: 'C2', ticketTypeId: 'child', priceMinor: 700 },
        { seat: 'C4', ticketTypeId: 'adult', priceMinor: 1_300 },
      ],
    });
  });

  const one = (seat: string, ticketTypeId = 'adult') => ({
    lines: [{ seat, ticketTypeId }],
    paidMinor: 1_000,
  });
  it.each<[ConflictReason, string, Partial<LeaseTerms>, object, boolean]>([
    ['LOST', 'of a lease that was given up', { isLost: true, seats: [] }, {}, true],
    ['SEATS', 'of a seat that was sold before', {}, one('C1'), true],
    ['SEATS', 'of a seat that was given back', { seats: seats('C4') }, one('C2'), true],
    ['SEATS', 'of a seat that was never lent', {}, one('Z9'), false],
    ['TOTAL', 'for less', {}, { paidMinor: 1_999 }, true],
    ['TOTAL', 'for more', {}, { paidMinor: 2_001 }, true],
    ['LINES', 'with a ticket type of nobody', {}, one('C2', 'senior'), false],
    ['LINES', 'with a type that the seat has no price for', {}, one('C4', 'child'), false],
    ['REFERENCE', 'under a name that is not the lease’s', {}, { reference: 'CCCC' }, true],
    ['REFERENCE', 'under a name that another sale has', {}, { reference: 'AAAA' }, true],
  ])('is a conflict, %s, %s', (reason, _name, lease, sale, isPriced) => {
    const judged = judgeOfflineSale(leaseOf(lease), saleOf(sale));
    expect(judged.reason).toBe(reason);
    expect(judged.lines !== null).toBe(isPriced);
  });
});
