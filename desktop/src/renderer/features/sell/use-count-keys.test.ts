import { expect, test } from 'vitest';
import { afterKey } from './use-count-keys.ts';

const typed = (...keys: string[]) =>
  keys.reduce<number | null | 'not-ours'>(
    (count, key) => afterKey(count === 'not-ours' ? null : count, key),
    null,
  );

test.each([
  [['4'], 4],
  [['1', '2'], 12],
  [['0'], 'not-ours'],
  [['9', '9'], 9],
  [['1', '2', 'Backspace'], 1],
  [['4', 'Backspace'], null],
  [['4', 'Enter'], null],
  [['4', 'Escape'], null],
  [['Enter'], 'not-ours'],
  [['Escape'], 'not-ours'],
  [['a'], 'not-ours'],
] as const)('reads %j as %s', (keys, count) => {
  expect(typed(...keys)).toBe(count);
});
