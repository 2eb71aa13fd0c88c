import { PaperSale } from '../../bridge/paper.ts';
import { PaperShift } from '../../bridge/shift-slip.ts';
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

const openShift = {
  shiftId: 'shf_1',
  till: 'Front 1',
  number: 3,
  businessDay: '2026-11-26',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  floatMinor: 15_000,
  openedBy: 'Casey Cashier',
  openedAt: '2026-11-26T13:00:00.000Z',
  movements: [
    { kind: 'DROP', amountMinor: 10_000, reason: null, by: 'Casey Cashier', at: '2026-11-26T17:00:00.000Z' },
    {
      kind: 'PAY_OUT',
      amountMinor: 2_350,
      reason: 'Window cleaner',
      by: 'Cleo Cashier',
      at: '2026-11-26T18:10:00.000Z',
    },
  ],
  noSales: 1,
  at: '2026-11-26T22:30:00.000Z',
};

/** A look at an open shift by somebody who will count its drawer. */
export function buildXReport(different: Readonly<Record<string, unknown>> = {}): PaperShift {
  return PaperShift.parse({ ...openShift, kind: 'X', tenders: null, ...different });
}

/** The same shift closed, with five euros too little in its drawer. */
export function buildZReport(different: Readonly<Record<string, unknown>> = {}): PaperShift {
  const cash = {
    tender: 'CASH',
    payments: 12,
    paymentsMinor: 24_500,
    refunds: 1,
    refundsMinor: 1_300,
    late: 1,
  };
  const card = { tender: 'CARD', payments: 8, paymentsMinor: 20_800, refunds: 0, refundsMinor: 0, late: 0 };
  const late = { kind: 'PAYMENT', tender: 'CASH', amountMinor: 900, reference: '2M4K-QQ7T', late: true };
  const back = { kind: 'REFUND', tender: 'CASH', amountMinor: 1_300, reference: 'K7QM-3FXA', late: false };
  const at = '2026-11-26T19:01:00.000Z';
  return PaperShift.parse({
    ...openShift,
    kind: 'Z',
    tenders: [
      { ...cash, expectedMinor: 25_850, countedMinor: 25_350, varianceMinor: -500 },
      { ...card, expectedMinor: 20_800, countedMinor: 20_800, varianceMinor: 0 },
    ],
    closedBy: 'Casey Cashier',
    count: [
      { valueMinor: 5_000, count: 5 },
      { valueMinor: 350, count: 1 },
      { valueMinor: 100, count: 0 },
    ],
    money: [
      { ...late, at },
      { ...back, at },
    ],
    auditSeq: 4711,
    notes: [{ note: 'Five euros found under the drawer', by: 'Mia Manager', at: '2026-11-27T09:00:00.000Z' }],
    ...different,
  });
}
