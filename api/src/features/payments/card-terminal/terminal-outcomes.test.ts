import { describe, expect, test } from 'vitest';
import { toMajor, toMinor } from './terminal-amount.ts';
import { paymentOutcomeOf, reasonOf, serviceIdOf, transactionOf } from './terminal-outcomes.ts';

describe('a terminal', () => {
  test('gets ids of ten letters and digits that follow from ours', () => {
    const ids = Array.from({ length: 2_000 }, (_, index) => serviceIdOf(`pay_${index}`));
    expect(ids.every((id) => /^[A-Za-z0-9]{10}$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect(serviceIdOf('pay_1')).toBe(ids[1]);
  });

  test.each([
    [1_235, 'EUR', 12.35],
    [1_200, 'JPY', 1_200],
    [1_235, 'KWD', 1.235],
    [1, 'EUR', 0.01],
  ])('counts %i of %s as %d', (minor, currency, major) => {
    expect([toMajor(minor, currency), toMinor(major, currency)]).toEqual([major, minor]);
  });

  test('names a payment by two parts, which come back as they went', () => {
    const transaction = { TransactionID: 'a@b.1', TimeStamp: '2026-11-25T10:00:00.000Z' };
    const paid = { Response: { Result: 'Success' as const }, POIData: { POITransactionID: transaction } };
    const outcome = paymentOutcomeOf(paid, { amountMinor: 1, currency: 'EUR' });
    const ref = outcome?.kind === 'CAPTURED' ? outcome.providerRef : null;
    expect(transactionOf(ref ?? '')).toEqual(transaction);
  });

  test('that took another amount than asked has said neither yes nor no', () => {
    const asked = { amountMinor: 1_000, currency: 'EUR' };
    const took = (AuthorizedAmount: number, Result: 'Success' | 'Partial' = 'Success') =>
      paymentOutcomeOf(
        { Response: { Result }, PaymentResult: { AmountsResp: { Currency: 'EUR', AuthorizedAmount } } },
        asked,
      );
    expect([took(10)?.kind, took(5), took(10, 'Partial')]).toEqual(['CAPTURED', null, null]);
  });

  test('gives its reasons in our spelling', () => {
    expect(reasonOf({ Result: 'Failure', ErrorCondition: 'UnreachableHost' })).toBe('unreachable-host');
    expect(reasonOf({ Result: 'Failure' })).toBe('refusal');
  });
});
