import { monitorEventLoopDelay } from 'node:perf_hooks';
import { UserId } from '@foyer/shared/ids';
import { expect, test } from 'vitest';
import { Secret } from '../../platform/secret.ts';
import { createPinHasher } from './pin-hash.ts';

const key = (kid: string) => ({ kid, secret: new Secret(`${kid} ${'k'.repeat(32)}`) });
const casey = UserId.parse('usr_casey');
const hasher = createPinHasher([key('one')]);

test('a PIN is its own person’s only, and nothing in what is stored tells it', async () => {
  const stored = await hasher.hash(casey, '2580');
  expect(JSON.stringify(stored)).not.toContain('2580');
  expect(await hasher.matches(casey, '2580', stored)).toBe(true);
  expect(await hasher.matches(casey, '2581', stored)).toBe(false);
  expect(await hasher.matches(UserId.parse('usr_mara'), '2580', stored)).toBe(false);
  expect(await hasher.matches(casey, '2580', null)).toBe(false);
});

test('a PIN survives a new server key, and ends with the one it was made under', async () => {
  const stored = await hasher.hash(casey, '2580');
  expect(await createPinHasher([key('two'), key('one')]).matches(casey, '2580', stored)).toBe(true);
  expect(await createPinHasher([key('two')]).matches(casey, '2580', stored)).toBe(false);
});

test('eight checks at once hold up nothing else', async () => {
  const stored = await hasher.hash(casey, '2580');
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const startedAt = performance.now();
  delay.enable();
  await Promise.all(Array.from({ length: 8 }, () => hasher.matches(casey, '2580', stored)));
  delay.disable();
  // On this thread the first check alone would have stopped it for an eighth of the whole.
  expect(delay.percentile(90) / 1e6).toBeLessThan((performance.now() - startedAt) / 8 / 2);
});
