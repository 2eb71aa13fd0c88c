import { expect, test } from 'vitest';
import { changesOf } from './facts.ts';

test('lists seats in the order of the hall, and what is the same last', () => {
  const before = { seats: ['K10', 'K5', 'K9'], status: 'BOOKED' };
  const after = { seats: ['K9', 'K10'], status: 'BOOKED' };
  expect(changesOf(before, after)).toEqual([
    { name: 'seats', before: 'K5, K9, K10', after: 'K9, K10' },
    { name: 'status', before: 'BOOKED', after: 'BOOKED' },
  ]);
});
