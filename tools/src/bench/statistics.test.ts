import { expect, test } from 'vitest';
import { quantile, spreadOf } from './statistics.ts';

test('the spread of rounds in any order is their median, least and most', () => {
  expect(spreadOf([5, 1, 9])).toEqual({ median: 5, min: 1, max: 9 });
  expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4 });
});

test('a quantile lies between its neighbours in proportion', () => {
  expect(quantile([10, 20, 30, 40, 50], 0.99)).toBeCloseTo(49.6);
});

test('nothing measured is no figure', () => {
  expect(() => spreadOf([])).toThrow('nothing was measured');
});
