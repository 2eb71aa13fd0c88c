import { PaperSale } from '../../bridge/paper.ts';
import { PaperExchange, PaperRefund } from '../../bridge/slip.ts';

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

const said = {
  seats: ['F12', 'F13'],
  back: [{ tender: 'CASH', amountMinor: 300, cardLast4: null }],
  reason: 'Trouble with the seat',
  at: '2026-11-26T19:01:00.000Z',
  cashier: 'Casey Cashier',
};

/** Two seats of that sale given back in cash. */
export function buildRefund(different: Partial<Record<keyof PaperRefund, unknown>> = {}): PaperRefund {
  const { reference, film, hall, startsAt, timeZone, currency } = buildSale();
  const show = { reference, film, hall, startsAt, timeZone, currency };
  return PaperRefund.parse({
    ...show,
    ...said,
    refundId: 'rfd_1',
    amountMinor: 300,
    isVoid: false,
    ...different,
  });
}

/** Two seats given for others, of which one ticket is printed. */
export function buildExchange(different: Partial<Record<keyof PaperExchange, unknown>> = {}): PaperExchange {
  const sale = buildSale();
  const tickets = sale.tickets.slice(0, 1);
  return PaperExchange.parse({ ...said, version: 2, sale: { ...sale, tickets }, paid: null, ...different });
}
