import { expect, test } from 'vitest';
import { firstLockMs, judgeTry, longestLockMs, noTries, type PinTries } from './pin-lockout.policy.ts';

/** What so many wrong tries lead to, each made as soon as it may be. */
function afterTries(count: number): {
  readonly tries: PinTries;
  readonly lefts: number[];
  readonly locks: number[];
} {
  const [lefts, locks]: [number[], number[]] = [[], []];
  let [tries, now] = [noTries, new Date(0)];
  for (let made = 0; made < count; made += 1) {
    const verdict = judgeTry(tries, now);
    if (verdict.kind === 'locked') throw new Error('a lock outlived its time');
    lefts.push(verdict.attemptsLeft);
    tries = verdict.next;
    if (tries.lockedUntil) locks.push(tries.lockedUntil.getTime() - now.getTime());
    now = tries.lockedUntil ?? now;
  }
  return { tries, lefts, locks };
}

test('the fifth wrong one in a row locks', () => {
  expect(afterTries(5).lefts).toEqual([4, 3, 2, 1, 0]);
  const { tries } = afterTries(5);
  expect(judgeTry(tries, new Date(firstLockMs - 1))).toEqual({
    kind: 'locked',
    until: new Date(firstLockMs),
  });
  expect(judgeTry(tries, new Date(firstLockMs)).kind).toBe('may-try');
});

test('each lock lasts twice as long as the one before, up to a day', () => {
  const { locks } = afterTries(5 * 9);
  expect(locks.slice(0, 3)).toEqual([firstLockMs, 2 * firstLockMs, 4 * firstLockMs]);
  expect(locks.slice(-2)).toEqual([longestLockMs, longestLockMs]);
});
