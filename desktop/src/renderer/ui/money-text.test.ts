import { expect, test } from 'vitest';
import { parseMoney } from './money-text.ts';

test.each([
  ['8', 'EUR', 800],
  [' 8.5 ', 'EUR', 850],
  ['8,50', 'EUR', 850],
  ['0', 'EUR', 0],
  ['800', 'JPY', 800],
  ['8.505', 'EUR', null],
  ['8.5', 'JPY', null],
  ['-1', 'EUR', null],
  ['', 'EUR', null],
])('reads %j in %s as %j', (text, currency, minor) => {
  expect(parseMoney(text, currency)).toBe(minor);
});
