import { SeatId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildBooking } from './booking.harness.ts';
import type { BookingRecord } from './booking.ts';
import { planRefund } from './refund-plan.ts';

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

describe('planning a refund', () => {
  it('takes the newest payment first and cash out of the drawer at once', () => {
    const plan = planRefund(paidBy(['ONLINE', 2_000], ['CASH', 1_450]), seatsOf('A1', 'A2'));
    expect(plan.parts.map(({ amountMinor, state }) => [amountMinor, state])).toEqual([
      [1_450, 'DONE'],
      [850, 'REQUESTED'],
    ]);
    expect(plan.payments.map(({ refundedMinor, status }) => [refundedMinor, status])).toEqual([
      [0, 'CAPTURED'],
      [1_450, 'REFUNDED'],
    ]);
  });

  it('never gives back more than was paid', () => {
    expect(() => planRefund(paidBy(['CASH', 100]), seatsOf('A1'))).toThrow('was not paid for');
  });

  it('keeps captured less refunded equal to the live lines, whatever is given back', () => {
    const split = fc.integer({ min: 0, max: 3_450 });
    fc.assert(
      fc.property(split, fc.subarray(['A1', 'A2', 'A3'], { minLength: 1 }), (first, given) => {
        const booking = paidBy(['ONLINE', first], ['CASH', 3_450 - first]);
        const plan = planRefund(booking, seatsOf(...given));
        const going = sumMinor(plan.parts.map(({ amountMinor }) => amountMinor));
        expect(3_450 - going).toBe(sumMinor(plan.kept.map(({ priceMinor }) => priceMinor)));
        expect(plan.parts.every(({ amountMinor }) => amountMinor > 0)).toBe(true);
      }),
    );
  });
});
