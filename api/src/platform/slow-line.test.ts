import { expect, test } from 'vitest';
import { SlowLine } from './slow-line.ts';

function lineOf({ atOnce = 2, longest = 4 } = {}) {
  const time = { now: 1_000_000 };
  return { time, line: new SlowLine({ perSecond: 100, atOnce, longest, nowMs: () => time.now }) };
}

function joins(line: SlowLine, count: number): readonly (number | null)[] {
  return Array.from({ length: count }, () => line.join());
}

test('lets a few pass at once and then one after the other', () => {
  const { line } = lineOf();
  expect(joins(line, 5)).toEqual([0, 0, 10, 20, 30]);
});

test('turns away whoever would stand too far back, and takes no place for them', () => {
  const { line, time } = lineOf();
  expect(joins(line, 9)).toEqual([0, 0, 10, 20, 30, 40, null, null, null]);
  time.now += 10;
  expect(joins(line, 2)).toEqual([40, null]);
});

test('is empty again after a while, with no more than its few at once', () => {
  const { line, time } = lineOf();
  joins(line, 9);
  time.now += 60_000;
  expect(joins(line, 4)).toEqual([0, 0, 10, 20]);
});

test('makes nobody wait where no pace is set', () => {
  const line = new SlowLine({ perSecond: 0, atOnce: 0, longest: 0, nowMs: () => 1 });
  expect(joins(line, 1_000).every((wait) => wait === 0)).toBe(true);
});

test('waits for the turn it took', async () => {
  const line = new SlowLine({ perSecond: 50, atOnce: 0, longest: 1, nowMs: () => performance.now() });
  const startedAt = performance.now();
  expect(await Promise.all([line.turn(), line.turn()])).toEqual([true, false]);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(19);
});
