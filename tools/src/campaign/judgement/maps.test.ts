import { expect, test } from 'vitest';
import { differing } from './maps.ts';

const shown = [
  { id: 'A1', status: 'BOOKED' },
  { id: 'A2', status: 'AVAILABLE' },
];
const of = (sold: readonly string[], held: readonly string[] = []) => ({
  sold: new Set(sold),
  held: new Set(held),
});

test('a map is wrong where it sells what is sold, or keeps what is free', () => {
  expect(differing(shown, of(['A1']))).toEqual([]);
  expect(differing(shown, of(['A1', 'A2']))).toEqual(['A2']);
  expect(differing(shown, of([]))).toEqual(['A1']);
  expect(differing([{ id: 'A1', status: 'LOCKED' }], of([]))).toEqual(['A1']);
  expect(differing([{ id: 'A1', status: 'LOCKED' }], of([], ['A1']))).toEqual([]);
  expect(differing([{ id: 'A1', status: 'AVAILABLE' }], of([], ['A1']))).toEqual(['A1']);
  expect(differing(shown, of(['A1', 'Z9']))).toEqual(['Z9']);
});
