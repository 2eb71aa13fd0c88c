import { describe, expect, test } from 'vitest';
import { isNewer } from './hall.ts';

describe('what the socket told', () => {
  const told = { epoch: 'two', seq: 3 };

  test('is newer where its number is higher in the same epoch', () => {
    expect(isNewer(told, { epoch: 'two', seq: 2 }, false)).toBe(true);
    expect(isNewer(told, { epoch: 'two', seq: 3 }, true)).toBe(false);
  });

  test('stays on screen when the line breaks after a new epoch began, until the hall has been fetched again', () => {
    expect(isNewer(told, { epoch: 'one', seq: 90 }, true)).toBe(true);
    expect(isNewer(told, { epoch: 'three', seq: 1 }, false)).toBe(false);
  });

  test('is all there is before the hall was fetched', () => {
    expect(isNewer(told, undefined, false)).toBe(true);
  });
});
