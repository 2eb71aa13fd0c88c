import { expect, test } from 'vitest';
import { findChromium } from './chromium.ts';
import { findMongod } from './mongod.ts';
import { findRedisServer } from './redis-server.ts';
import { firstFound, RuntimeMissing } from './runtime.ts';
import { hasDisplay } from './window-system.ts';

test('an engine named by the environment is taken as it is, in one line', async () => {
  const lines: string[] = [];
  const say = (line: string) => lines.push(line);
  const mongo = await findMongod({ env: { MONGO_URI: 'mongodb://db.example.test' }, say });
  const redis = await findRedisServer({ env: { REDIS_ADDR: 'cache.example.test:6379' }, say });
  expect(mongo).toMatchObject({ address: 'mongodb://db.example.test' });
  expect(redis).toMatchObject({ address: 'cache.example.test:6379' });
  expect(lines).toEqual(['mongod given by MONGO_URI', 'redis-server given by REDIS_ADDR']);
});

test('sources are asked in order and the first that answers is taken', async () => {
  const asked: string[] = [];
  const source = (label: string, has: boolean) => ({
    label,
    find: () => {
      asked.push(label);
      return Promise.resolve(has ? { name: 'x', path: '/x', version: '1.0.0', source: label } : undefined);
    },
  });
  const found = await firstFound('x', [source('a', false), source('b', true), source('c', true)], 'get x');
  expect([found.source, asked]).toEqual(['b', ['a', 'b']]);
});

test('a missing runtime names every source tried and the command that mends it', async () => {
  const broken = { label: 'downloaded', find: () => Promise.reject(new Error('no answer')) };
  const absent = { label: 'on PATH', find: () => Promise.resolve(undefined) };
  const search = firstFound('x', [absent, broken], 'apt-get install x');
  await expect(search).rejects.toThrow(RuntimeMissing);
  await expect(search).rejects.toThrow(
    'x is missing: not on PATH; downloaded: no answer. To mend it: apt-get install x',
  );
});

test('a machine without Chromium is told so, with the command that mends it', async () => {
  const search = findChromium({ env: { PATH: '/nowhere' }, mayFetch: false, say: () => undefined });
  await expect(search).rejects.toThrow(
    /^chromium is missing: not on PATH\. To mend it: .*apt-get install .* chromium$/,
  );
});

test('an empty DISPLAY is no display', () => {
  expect(hasDisplay({ DISPLAY: '' })).toBe(process.platform !== 'linux');
  expect(hasDisplay({ DISPLAY: ':0' })).toBe(true);
});
