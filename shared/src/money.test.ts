import { describe, expect, it } from 'vitest';
import { AmountMinor, formatMoney, sumMinor } from './money.ts';

describe('money', () => {
  it.each([
    [3900, 'EUR', '€39.00'],
    [5, 'EUR', '€0.05'],
    [1500, 'JPY', 'JP¥1,500'],
    [1234, 'KWD', 'KWD 1.234'],
  ])('prints %d minor units of %s as %s', (amount, currency, text) => {
    expect(formatMoney(amount, currency).replaceAll(/\s/g, ' ')).toBe(text);
  });

  it('knows no fractions and no debts', () => {
    expect([1.5, -1, Number.NaN].map((amount) => AmountMinor.safeParse(amount).success)).toEqual([
      false,
      false,
      false,
    ]);
    expect(sumMinor([1, 2, 3])).toBe(6);
  });
});
