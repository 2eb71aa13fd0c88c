import { CashCount } from '@foyer/shared/http/cash';
import { expect, test } from 'vitest';
import { cardMinorOf, countedMinor, countOf, emptyCount, valueName, valuesOf } from './count.ts';
import { denominationsOf } from './denominations.ts';

const currencies = ['EUR', 'GBP', 'CHF', 'USD', 'CAD', 'AUD', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'JPY'];

test.each(currencies)(
  'a count of %s is one that the server takes, also where nothing was typed',
  (currency) => {
    const count = CashCount.parse(countOf(emptyCount('shf_1'), currency));
    expect(count).toHaveLength(valuesOf(currency)?.length ?? 0);
    expect(countedMinor(emptyCount('shf_1'), currency)).toBe(0);
  },
);

test.each(currencies)('values of %s go from large to small', (currency) => {
  const { notes = [], coins = [] } = denominationsOf(currency) ?? {};
  for (const values of [notes, coins]) expect(values).toEqual([...values].sort((one, other) => other - one));
});

test('adds up what was typed, from the largest note to the smallest coin', () => {
  const draft = { ...emptyCount('shf_1'), pieces: { 5000: '3', 200: '12', 1: '7' } };
  expect(countedMinor(draft, 'EUR')).toBe(15_000 + 2_400 + 7);
  expect(valuesOf('EUR')?.slice(0, 2)).toEqual([50_000, 20_000]);
  expect(valuesOf('EUR')?.at(-1)).toBe(1);
});

test('takes one amount where nobody knows the coins', () => {
  const of = (amount: string) => countOf({ ...emptyCount('shf_1'), amount }, 'MXN');
  expect(of('120.50')).toEqual([{ valueMinor: 12_050, count: 1 }]);
  expect(CashCount.parse(of('0'))).toEqual([{ valueMinor: 1, count: 0 }]);
  expect(of('')).toBeNull();
});

test.each([
  ['', undefined],
  ['208', 20_800],
  ['-13,50', -1_350],
  ['-0', 0],
  ['two', null],
])('takes %o for what the terminal says', (card, said) => {
  expect(cardMinorOf({ ...emptyCount('shf_1'), card }, 'EUR')).toBe(said);
});

test.each([
  [5_000, 'EUR', '€50'],
  [50, 'EUR', '€0.50'],
  [1_000, 'JPY', 'JP¥1,000'],
])('names %i of %s', (valueMinor, currency, name) => {
  expect(valueName(valueMinor, currency)).toBe(name);
});
