import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

test('acts under one key wait for each other, those under another do not', async () => {
  const turns = new Turns();
  const told: string[] = [];
  const { promise: held, resolve: letGo } = Promise.withResolvers<null>();
  const first = turns.take('a', async () => {
    await held;
    told.push('a1');
    throw new Error('no');
  });
  const second = turns.take('a', () => Promise.resolve(told.push('a2')));
  await turns.take('b', () => Promise.resolve(told.push('b1')));
  letGo(null);
  await expect(first).rejects.toThrow('no');
  await second;
  expect(told).toEqual(['b1', 'a1', 'a2']);
});
