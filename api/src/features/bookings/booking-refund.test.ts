import { RefundId, SeatId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildBooking } from './booking.harness.ts';
import type { BookingRecord } from './booking.ts';
import { heldMinor } from './money.ts';
import { refundSeats } from './booking-refund.ts';
import { systemAct, type ActContext } from '../seats/seats.ts';

/** Three seats at 11.50, paid with the given captured amounts of the given tenders. */
function paidBy(...payments: readonly (readonly ['CASH' | 'ONLINE', number])[]): BookingRecord {
  const booking = buildBooking({ showtimeId: 'st', seats: ['A1', 'A2', 'A3'] });
  const [pattern] = booking.payments;
  if (!pattern) throw new Error('a built booking has a payment');
  return {
    ...booking,
    payments: payments.map(([tender, amountMinor], index) => ({
      ...pattern,
      id: `${pattern.id}-${index}` as typeof pattern.id,
      tender,
      amountMinor,
    })),
  };
}

const seatsOf = (...ids: string[]): SeatId[] => ids.map((id) => SeatId.parse(id));

const cashierAct: ActContext = { ...systemAct, actor: { id: 'u-1', role: 'CASHIER' } };

function refund(booking: BookingRecord, act: ActContext, ...seats: string[]) {
  const wish = {
    seats: seatsOf(...seats),
    reason: 'a test',
    approvalId: null,
    requestHash: 'r',
    payloadHash: 'p',
  };
  const doing = { act, at: new Date(), refundId: RefundId.parse('ref_1') };
  const { next } = refundSeats(booking, wish, doing);
  return { next, parts: next.refunds.at(-1)?.parts ?? [] };
}

describe('a refund of seats', () => {
  it('takes the newest payment first and cash out of the drawer at once', () => {
    const { next, parts } = refund(paidBy(['ONLINE', 2_000], ['CASH', 1_450]), cashierAct, 'A1', 'A2');
    expect(parts.map(({ amountMinor, state }) => [amountMinor, state])).toEqual([
      [1_450, 'DONE'],
      [850, 'REQUESTED'],
    ]);
    expect(next.payments.map(({ refundedMinor, status }) => [refundedMinor, status])).toEqual([
      [0, 'CAPTURED'],
      [1_450, 'REFUNDED'],
    ]);
  });

  it('leaves cash for the end where nobody stands at a drawer', () => {
    const { parts } = refund(paidBy(['ONLINE', 2_000], ['CASH', 1_450]), systemAct, 'A1', 'A2');
    expect(parts.map(({ amountMinor, state }) => [amountMinor, state])).toEqual([
      [2_000, 'REQUESTED'],
      [300, 'DONE'],
    ]);
  });

  it('never gives back more than was paid', () => {
    expect(() => refund(paidBy(['CASH', 100]), cashierAct, 'A1')).toThrow('does not hold what it gives back');
  });

  it('keeps captured less refunded equal to the live lines, whatever is given back', () => {
    const split = fc.integer({ min: 0, max: 3_450 });
    fc.assert(
      fc.property(split, fc.subarray(['A1', 'A2', 'A3'], { minLength: 1 }), (first, given) => {
        const booking = paidBy(['ONLINE', first], ['CASH', 3_450 - first]);
        const { next, parts } = refund(booking, cashierAct, ...given);
        const going = sumMinor(parts.map(({ amountMinor }) => amountMinor));
        expect(3_450 - going).toBe(next.totalMinor);
        expect(heldMinor(next)).toBe(next.totalMinor);
        expect(parts.every(({ amountMinor }) => amountMinor > 0)).toBe(true);
      }),
    );
  });
});
