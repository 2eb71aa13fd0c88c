import type { ConflictReason, OfflineSale } from '@foyer/shared/http/lease-sales';
import { OfflineSale as Sale } from '@foyer/shared/http/lease-sales';
import { describe, expect, it } from 'vitest';
import { LeaseRecord } from './lease.ts';
import { judgeOfflineSale } from './offline-sale.ts';

const chair = (number: number, category = 'standard') => ({
  id: `C${number}`,
  row: 'C',
  number,
  x: number,
  y: 1,
  kind: 'STANDARD',
  category,
});

function leaseOf(parts: object = {}): LeaseRecord {
  return LeaseRecord.parse({
    _id: 'lse_1',
    reference: 'lse_1',
    kind: 'LEASE',
    status: 'LEASED',
    version: 3,
    claims: true,
    showtimeId: 's1',
    showtime: { movieId: 'up', movieTitle: 'Up', auditoriumName: 'Hall 1', startsAt: new Date(0) },
    seats: ['C2', 'C3', 'C4'],
    till: 'til_1',
    leaseTill: 'til_1',
    journalId: 'jrn_1',
    granted: {
      chairs: [chair(1), chair(2), chair(3), chair(4, 'premium')],
      ticketTypes: [
        { id: 'adult', name: 'Adult', pricesMinor: { standard: 1_000, premium: 1_300 } },
        { id: 'child', name: 'Child', pricesMinor: { standard: 700 } },
      ],
      currency: 'EUR',
      endsAt: new Date(1),
      timeZone: 'UTC',
      references: ['AAAA', 'BBBB'],
    },
    sold: [{ saleId: 'sal_0', bookingId: 'b_0', reference: 'AAAA', seats: ['C1'] }],
    returned: [],
    actor: { id: 'usr_1', role: 'CASHIER' },
    createdAt: new Date(0),
    endedAt: null,
    dueAt: null,
    outbox: [],
    ...parts,
  });
}

function saleOf(parts: object = {}): OfflineSale {
  return Sale.parse({
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
  it.each<[ConflictReason, string, object, object, boolean]>([
    ['LOST', 'of a lease that was given up', { status: 'LOST', seats: [], claims: false }, {}, true],
    ['SEATS', 'of a seat that was sold before', {}, one('C1'), true],
    ['SEATS', 'of a seat that was given back', { seats: ['C4'] }, one('C2'), true],
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
