import { describe, expect, it } from 'vitest';
import { type BookedMoney, judgeMoney, judgeStrayCharges } from './money.ts';

const paid: BookedMoney = {
  _id: 'b_1',
  status: 'BOOKED',
  totalMinor: 1_000,
  payments: [{ id: 'pay_1', tender: 'ONLINE', amountMinor: 1_000, refundedMinor: 0, status: 'CAPTURED' }],
};
const charge = (refundedMinor = 0, captured = true) =>
  new Map([['pay_1', { paymentId: 'pay_1', amountMinor: 1_000, captured, refundedMinor }]]);
const sentences = (booking: BookedMoney, ledger = charge()): readonly string[] =>
  judgeMoney(booking, ledger).map(({ message }) => message);

describe('money at the end of a campaign', () => {
  it('is right where booking, seats and provider agree', () => {
    expect(sentences(paid)).toEqual([]);
    const back = { ...paid.payments[0], refundedMinor: 1_000, status: 'REFUNDED' } as never;
    expect(
      sentences({ ...paid, status: 'REFUNDED', totalMinor: 0, payments: [back] }, charge(1_000)),
    ).toEqual([]);
    expect(
      sentences({ ...paid, payments: [{ ...paid.payments[0], tender: 'CASH' } as never] }, new Map()),
    ).toEqual([]);
  });

  it('is missed where a booking keeps what buys nothing, or a provider says otherwise', () => {
    expect(sentences({ ...paid, status: 'EXPIRED' })).toEqual([
      'the booking holds 1000 where its seats cost 0',
    ]);
    expect(sentences(paid, charge(400))).toEqual(['the booking says 1000 of payment 1, its provider 600']);
    expect(sentences(paid, charge(0, false))).toEqual(['the booking says 1000 of payment 1, its provider 0']);
  });

  it('is an orphan where no booking knows of it, unless it went back', () => {
    expect(judgeStrayCharges(charge(), new Set())).toMatchObject([{ invariant: 'I4' }]);
    expect(judgeStrayCharges(charge(), new Set(['pay_1']))).toEqual([]);
    expect(judgeStrayCharges(charge(1_000), new Set())).toEqual([]);
  });
});
