import { beforeEach, expect, test } from 'vitest';
import { askAgainMs, GoogleKeys } from './google-keys.ts';

const pem = (name: string) => `-----BEGIN PUBLIC KEY-----\n${name}`;

/** A provider whose keys, words and clock the tests set. */
let google: { data: unknown; maxAge: number | null; nowMs: number; asked: number };
let keys: GoogleKeys;
beforeEach(() => {
  google = { data: { old: pem('old') }, maxAge: 3_600, nowMs: 1_000_000, asked: 0 };
  keys = new GoogleKeys({
    fetch: () => {
      google.asked += 1;
      if (google.data instanceof Error) return Promise.reject(google.data);
      const cacheControl = google.maxAge === null ? null : `public, max-age=${google.maxAge}`;
      return Promise.resolve({ data: google.data, cacheControl });
    },
    nowMs: () => google.nowMs,
  });
});

test('keys are asked for once, for as long as Google says, by whoever comes first', async () => {
  await Promise.all([1, 2, 3].map(() => keys.knowing('old')));
  google.nowMs += 3_599_999;
  expect([await keys.knowing('old'), google.asked]).toEqual([{ old: pem('old') }, 1]);
  google.nowMs += 1;
  await keys.knowing('old');
  expect(google.asked).toBe(2);
});

test('a new key of Google is fetched by the first token that names it, and the old one counts no more', async () => {
  await keys.knowing('old');
  google.data = { new: pem('new') };
  google.nowMs += askAgainMs;
  expect(await keys.knowing('new')).toEqual({ new: pem('new') });
  expect([await keys.knowing('old'), google.asked]).toEqual([{ new: pem('new') }, 2]);
});

test('a flood of tokens with keys that nobody has does not hammer Google', async () => {
  for (let one = 0; one < 500; one += 1) await keys.knowing(`made-up-${one}`);
  expect(google.asked).toBe(1);
  google.nowMs += askAgainMs;
  await Promise.all(Array.from({ length: 500 }, (_, one) => keys.knowing(`made-up-${one}`)));
  expect(google.asked).toBe(2);
});

test('without a word about their age keys are kept for a minute', async () => {
  google.maxAge = null;
  await keys.knowing('old');
  google.nowMs += 59_999;
  await keys.knowing('old');
  expect(google.asked).toBe(1);
  google.nowMs += 1;
  await keys.knowing('old');
  expect(google.asked).toBe(2);
});

test.each([
  ['a page', '<html>', 'expected record'],
  ['no text for a key', { old: 7 }, 'expected string'],
  ['no key', { old: 'hello' }, '-----BEGIN'],
  ['nothing', null, 'expected record'],
])('an answer that is %s is no set of keys, and the next one is taken', async (_what, data, fault) => {
  google.data = data;
  await expect(keys.knowing('old')).rejects.toThrow(fault);
  google.data = { old: pem('old') };
  expect(await keys.knowing('old')).toEqual({ old: pem('old') });
});

test('while Google is away, the keys that are known go on to count', async () => {
  await keys.knowing('old');
  google.data = new Error('away');
  expect(await keys.knowing('old')).toEqual({ old: pem('old') });
  google.nowMs += askAgainMs;
  await expect(keys.knowing('new')).rejects.toThrow('away');
});

test('a key name that every object has is asked for like any other', async () => {
  await keys.knowing('old');
  google.nowMs += askAgainMs;
  await keys.knowing('toString');
  expect(google.asked).toBe(2);
});
