import { expect, test } from 'vitest';
import { changeHints } from './change.ts';

test('names the notes a guest is likely to put down, and never the exact sum', () => {
  expect(changeHints(3900, 'EUR')).toEqual([
    { givenMinor: 4000, changeMinor: 100 },
    { givenMinor: 5000, changeMinor: 1100 },
    { givenMinor: 10_000, changeMinor: 6100 },
  ]);
  expect(changeHints(5000, 'EUR')[0]).toEqual({ givenMinor: 6000, changeMinor: 1000 });
  expect(changeHints(0, 'EUR')).toEqual([]);
});

test('knows the notes of the currency', () => {
  expect(changeHints(1_850, 'JPY').map(({ givenMinor }) => givenMinor)).toEqual([2_000, 5_000, 10_000]);
  expect(changeHints(31_000, 'SEK').map(({ givenMinor }) => givenMinor)).toEqual([32_000, 35_000, 40_000]);
});
