import { expect, test } from 'vitest';
import { RateWindow, type RateWindowOptions } from './rate-window.ts';

function windowOf(options: Partial<RateWindowOptions> = {}) {
  const time = { now: 1_000_000 };
  const told: string[] = [];
  const window = new RateWindow({
    name: 'test',
    limit: 2,
    windowMs: 10_000,
    nowMs: () => time.now,
    onRefused: (key) => told.push(key),
    ...options,
  });
  return { window, time, told };
}

test('lets so many pass in a window, each key for itself, and says when to come back', () => {
  const { window, time } = windowOf();
  time.now += 4_000;
  expect(['a', 'a', 'b', 'a', 'b'].map((key) => window.take(key))).toEqual([0, 0, 0, 6_000, 0]);
  time.now += 6_000;
  expect(window.take('a')).toBe(0);
});

test('0 sets no limit', () => {
  const { window } = windowOf({ limit: 0 });
  expect(Array.from({ length: 1_000 }, () => window.take('a')).every((wait) => wait === 0)).toBe(true);
});

test('tells of the first refusal of a window alone', () => {
  const { window, time, told } = windowOf({ limit: 1 });
  for (const key of ['a', 'a', 'a', 'b', 'b']) window.take(key);
  expect(told).toEqual(['a']);
  time.now += 10_000;
  for (const key of ['b', 'b', 'b']) window.take(key);
  expect(told).toEqual(['a', 'b']);
});

test('counts alone while the shared counter does not answer, and gives it a rest', async () => {
  let asked = 0;
  const shared = {
    count: (): Promise<number> => {
      asked += 1;
      return Promise.reject(new Error('away'));
    },
  };
  const { window, time } = windowOf({ shared });
  expect([await window.takeShared('a'), await window.takeShared('a')]).toEqual([0, 0]);
  expect(await window.takeShared('a')).toBeGreaterThan(0);
  expect(asked).toBe(1);
  time.now += 10_000;
  await window.takeShared('a');
  expect(asked).toBe(2);
});
