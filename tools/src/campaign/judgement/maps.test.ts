import { expect, test } from 'vitest';
import { differing } from './maps.ts';

const shown = [
  { id: 'A1', status: 'BOOKED' },
  { id: 'A2', status: 'AVAILABLE' },
];

test('a map is wrong where it sells what is sold, or keeps what is free', () => {
  expect(differing(shown, new Set(['A1']))).toEqual([]);
  expect(differing(shown, new Set(['A1', 'A2']))).toEqual(['A2']);
  expect(differing(shown, new Set())).toEqual(['A1']);
  expect(differing([{ id: 'A1', status: 'LOCKED' }], new Set())).toEqual(['A1']);
  expect(differing(shown, new Set(['A1', 'Z9']))).toEqual(['Z9']);
});
