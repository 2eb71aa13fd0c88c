import { PaperSale } from '../../bridge/paper.ts';

/** Three seats for cash; what a test says differs. */
export function buildSale(different: Partial<Record<keyof PaperSale, unknown>> = {}): PaperSale {
  return PaperSale.parse({
    bookingId: 'bkg_1',
    reference: 'K7QM-3FXA',
    film: 'Der Himmel über Berlin',
    hall: 'Saal 2',
    startsAt: '2026-11-26T19:15:00.000Z',
    soldAt: '2026-11-26T18:58:00.000Z',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    lines: [
      { seat: 'F12', ticketType: 'Adult', priceMinor: 1300, adjustment: null },
      { seat: 'F13', ticketType: 'Child', priceMinor: 900, adjustment: null },
      { seat: 'F14', ticketType: 'Adult', priceMinor: 0, adjustment: { kind: 'COMP', listPriceMinor: 1300 } },
    ],
    tickets: ['F12', 'F13', 'F14'].map((seat) => ({
      seat,
      qr: `FOYER1:K7QM-3FXA:sho_1:${seat}:${'Ab-_'.repeat(21)}Ab`,
    })),
    payments: [{ tender: 'CASH', status: 'CAPTURED', amountMinor: 2200, cardLast4: null }],
    totalMinor: 2200,
    cashier: 'Casey Cashier',
    ...different,
  });
}
