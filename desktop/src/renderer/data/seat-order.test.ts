import { expect, test } from 'vitest';
import { inSeatOrder } from './seat-order.ts';

test('reads seats by row and number, and leaves the given list alone', () => {
  const seats = ['C10', 'B1', 'C2', 'AA1', 'C9'] as const;
  expect(inSeatOrder(seats)).toEqual(['AA1', 'B1', 'C2', 'C9', 'C10']);
  expect(seats[0]).toBe('C10');
});
