/** Bodies of sales as tills send them: their lines, prices and payments fit the seats of a real hold. */
import type { Endpoint } from '@foyer/shared/endpoint';
import { createBooking } from '@foyer/shared/http/booking-flow';
import { confirmBooking } from '@foyer/shared/http/bookings';
import type { Hold } from '@foyer/shared/http/holds';
import type { Pool } from './arbitraries.ts';

interface Line {
  readonly seat: string;
  readonly ticketTypeId: string;
}

/** Only for the two contracts that sell: made field by field, their bodies hardly ever fit together. */
export function salePool({ path, method }: Endpoint, hold: Hold | null): Pool {
  const isConfirm = path === confirmBooking.path;
  const isCreate = path === createBooking.path && method === createBooking.method;
  if (hold === null || !(isConfirm || isCreate)) return {};
  return { body: isConfirm ? [...unpaid(hold), ...paid(hold)] : unpaid(hold) };
}

export function linesOf(hold: Hold, ticketTypeId = 'adult'): readonly Line[] {
  return hold.seats.map((seat) => ({ seat, ticketTypeId }));
}

function unpaid({ id: holdId, ...hold }: Hold): readonly object[] {
  const lines = linesOf({ id: holdId, ...hold });
  const [first] = hold.seats;
  const contact = { email: 'guest@example.test', name: 'Zoë ß 映画館' };
  const gift = { seat: first, priceMinor: 0, kind: 'COMP', reason: 'a critic' };
  const cheaper = { seat: first, priceMinor: 500, kind: 'PRICE', reason: 'a friend’s price' };
  return [
    { holdId },
    { holdId, lines },
    { holdId, lines: lines.toReversed(), contact },
    { holdId, lines: linesOf({ id: holdId, ...hold }, 'child'), leaveOrphans: true },
    { holdId, adjustments: [gift] },
    { holdId, lines, adjustments: [cheaper], approvalId: 'apr_never' },
  ];
}

function paid({ seats, id: holdId }: Hold): readonly object[] {
  const dueMinor = seats.reduce((sum, seat) => sum + priceOf(seat), 0);
  const [first = ''] = seats;
  const gift = { seat: first, priceMinor: 0, kind: 'COMP', reason: 'a critic' };
  const all = { amountMinor: dueMinor };
  return [
    { holdId, payments: [{ tender: 'CASH', ...all }] },
    { holdId, payments: [{ tender: 'ONLINE', ...all, token: 'pm_card_visa' }] },
    { holdId, payments: [{ tender: 'ONLINE', ...all, token: 'pm_card_chargeDeclined' }] },
    { holdId, payments: [{ tender: 'CARD', ...all }] },
    { holdId, payments: [500, dueMinor - 500].map((amountMinor) => ({ tender: 'CASH', amountMinor })) },
    {
      holdId,
      adjustments: [gift],
      payments: [{ tender: 'CASH', amountMinor: dueMinor - priceOf(first) }],
    },
  ];
}

/** An adult's, by the price list of the small cinema. */
function priceOf(seat: string): number {
  return seat < 'E' ? 1_000 : 1_300;
}
