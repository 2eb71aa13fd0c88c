import { expect, it } from 'vitest';
import { ShortLivedCache } from './short-lived-cache.ts';

function cacheOf(load: (key: string) => Promise<string | null>, maxEntries = 2) {
  return new ShortLivedCache({ clock: { now: () => new Date(0) }, ttlMs: 1_000, maxEntries, load });
}

it('drops the oldest entry beyond its bound', async () => {
  const loaded: string[] = [];
  const cache = cacheOf(async (key) => {
    loaded.push(key);
    return key;
  });
  for (const key of ['a', 'b', 'c', 'b', 'a']) await cache.get(key);
  expect(loaded).toEqual(['a', 'b', 'c', 'a']);
});

it('tells all who waited of a failure and tries again for the next', async () => {
  const answers = [Promise.reject(new Error('away')), Promise.resolve('back')];
  const cache = cacheOf(() => answers.shift() ?? Promise.resolve(null));
  const first = await Promise.allSettled([cache.get('a'), cache.get('a')]);
  expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await cache.get('a')).toBe('back');
});
