/** A lease and sales from it, as a till would have them. */
import { OfflineSale } from '@foyer/shared/http/lease-sales';
import { LeaseKit } from '@foyer/shared/http/leases';

const seats = Array.from({ length: 8 }, (_, index) => `F${index + 1}`);

export function leaseFor(journalId: string, id = 'lse_1'): LeaseKit {
  return LeaseKit.parse({
    id,
    tillId: 'til_1',
    journalId,
    status: 'LEASED',
    version: 1,
    showtimeId: 's1',
    movieTitle: 'Up',
    auditoriumName: 'Hall 1',
    startsAt: '2026-11-26T20:00:00.000Z',
    endsAt: '2026-11-26T22:00:00.000Z',
    timeZone: 'Europe/Berlin',
    seats,
    sold: [],
    grantedAt: '2026-11-26T18:00:00.000Z',
    chairs: seats.map((seat, index) => ({
      id: seat,
      row: 'F',
      number: index + 1,
      x: index,
      y: 6,
      kind: 'STANDARD',
      category: 'standard',
    })),
    ticketTypes: [{ id: 'adult', name: 'Adult', pricesMinor: { standard: 1_000 } }],
    currency: 'EUR',
    slips: seats.map((_seat, index) => ({ reference: `REF-${index}`, codes: {} })),
  });
}

/** One adult; the number says which seat and which slip. */
export function saleOf(number: number, parts: object = {}): OfflineSale {
  return OfflineSale.parse({
    saleId: `sal_${number}`,
    reference: `REF-${number}`,
    lines: [{ seat: `F${number + 1}`, ticketTypeId: 'adult' }],
    paidMinor: 1_000,
    soldBy: 'usr_1',
    soldAt: '2026-11-26T19:00:00.000Z',
    ...parts,
  });
}
