import { Shift } from '@foyer/shared/http/shifts';
import { ZReport } from '@foyer/shared/http/shift-reports';

const casey = { id: 'usr_casey', name: 'Casey Cashier' };
const at = '2026-11-26T17:00:00.000Z';

/** Open at Front 1 with a float of €150.00, unless the overrides say otherwise. */
export function buildShift(overrides: Readonly<Record<string, unknown>> = {}): Shift {
  return Shift.parse({
    id: 'shf_1',
    tillId: 'til_1',
    number: 3,
    status: 'OPEN',
    currency: 'EUR',
    businessDay: '2026-11-26',
    floatMinor: 15_000,
    openedBy: casey,
    openedAt: '2026-11-26T13:00:00.000Z',
    closedBy: null,
    closedAt: null,
    movements: [],
    corrections: [],
    ...overrides,
  });
}

export function buildClosedShift(overrides: Readonly<Record<string, unknown>> = {}): Shift {
  return buildShift({
    status: 'CLOSED',
    closedBy: casey,
    closedAt: '2026-11-26T22:30:00.000Z',
    ...overrides,
  });
}

/** A sale of €20.00 and €5.00 of it back, in cash; €5.00 too little were counted. */
export function buildZ(overrides: Readonly<Record<string, unknown>> = {}): ZReport {
  const cash = { payments: 1, paymentsMinor: 2_000, refunds: 1, refundsMinor: 500, late: 1 };
  const card = { payments: 0, paymentsMinor: 0, refunds: 0, refundsMinor: 0, late: 0 };
  const ofBooking = { tender: 'CASH', bookingId: 'bkg_1', reference: 'K7QM-3FXA', at };
  return ZReport.parse({
    tenders: [
      { ...cash, tender: 'CASH', expectedMinor: 16_500, countedMinor: 16_000, varianceMinor: -500 },
      { ...card, tender: 'CARD', expectedMinor: 0, countedMinor: null, varianceMinor: null },
    ],
    count: [{ valueMinor: 5_000, count: 3 }],
    dropsMinor: 0,
    payOutsMinor: 0,
    payInsMinor: 0,
    noSales: 0,
    money: [
      { ...ofBooking, id: 'pay_1', kind: 'PAYMENT', amountMinor: 2_000, shiftId: 'shf_1', late: false },
      { ...ofBooking, id: 'rfd_1', kind: 'REFUND', amountMinor: 500, shiftId: 'shf_0', late: true },
    ],
    audit: { seq: 4711, hash: null },
    ...overrides,
  });
}
