import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listShowtimes } from '@foyer/shared/http/catalogue';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn } from '../sign-in/sign-in.ts';
import { ApiClient } from '../smoke/api-client.ts';
import type { Conduct, FaultProxy } from './fault-proxy.ts';
import { eventually, Till } from './stack.harness.ts';
import { type Stack, startStack } from './stack.ts';

let folder: string;
let stack: Stack;
let url: string;
let till: Till;
let showtimeId: string;
const shape = { nodes: 1, workers: 1, redisCluster: false, redisReplicas: 0, mongoReplicas: 1 };
const said: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-stack-'));
  stack = await startStack({ shape, folder, proxies: true, say: (line) => said.push(line) });
  [url = ''] = stack.urls;
  till = new Till((await signIn(url, 'cashier@example.test')).accessToken);
  const { showtimes } = await new ApiClient(url).call(listShowtimes, listShowtimes.replies[200]);
  showtimeId =
    showtimes.find(({ sales, availability }) => sales === 'OPEN' && availability.available >= 40)?.id ?? '';
});
afterAll(async () => {
  const inOrder = await stack.stop();
  await rm(folder, { recursive: true, force: true });
  if (!inOrder) throw new Error('the stack did not stop in order');
});

function proxyOf(name: string): FaultProxy {
  const { proxy } = stack.part(name).facts;
  if (proxy === undefined) throw new Error(`${name} has no proxy`);
  return proxy;
}

function requireNotNow({ status, code }: { readonly status: number; readonly code: string | null }): void {
  if (status !== 503 || code !== 'service.unavailable') throw new Error(`it answered ${status} ${code}`);
}

/** A hold and its sale, both refused as "not now" or both done; how long the slower one took. */
async function slowestAnswer(): Promise<number> {
  const startedAt = performance.now();
  const held = await till.lockBest(url, showtimeId, 2);
  const lockMs = performance.now() - startedAt;
  if (held.body === null) {
    requireNotNow(held);
    return lockMs;
  }
  const sold = await till.confirm(url, held.body, randomUUID());
  if (sold.body === null) requireNotNow(sold);
  return Math.max(lockMs, performance.now() - startedAt - lockMs);
}

async function expectSales(): Promise<number> {
  const { ms } = await eventually(async () => {
    const held = await till.lockBest(url, showtimeId, 2);
    if (held.body === null) throw new Error(`no hold: ${held.code}`);
    expect((await till.confirm(url, held.body, randomUUID())).status).toBe(201);
  }, 15_000);
  return ms;
}

const faults: readonly [string, string, Conduct | 'cut' | 'pause' | 'kill', number][] = [
  ['Redis’ connections are cut', 'redis-1', 'cut', 1_500],
  ['Redis swallows what it is told', 'redis-1', { kind: 'swallow' }, 1_800],
  ['Redis refuses connections', 'redis-1', { kind: 'refuse' }, 1_500],
  ['Redis is paused', 'redis-1', 'pause', 1_800],
  ['Redis is killed', 'redis-1', 'kill', 1_500],
  ['MongoDB’s connections are cut', 'mongo-1', 'cut', 4_500],
  ['MongoDB swallows what it is told', 'mongo-1', { kind: 'swallow' }, 8_000],
  ['MongoDB is paused', 'mongo-1', 'pause', 8_000],
  ['MongoDB is killed', 'mongo-1', 'kill', 4_500],
];

test.each(faults)(
  '%s: every answer comes in time, and sales go on by themselves',
  async (_what, name, fault, ms) => {
    const part = stack.part(name);
    if (fault === 'cut') proxyOf(name).cut();
    else if (fault === 'pause') stack.pause(part);
    else if (fault === 'kill') await stack.kill(part);
    else proxyOf(name).set(fault);
    expect(await slowestAnswer()).toBeLessThan(ms);
    expect(await slowestAnswer()).toBeLessThan(ms);

    if (fault === 'pause') stack.resume(part);
    else if (fault === 'kill') await stack.restart(part);
    else proxyOf(name).set({ kind: 'pass' });
    console.log(`${_what}: sales again after ${await expectSales()} ms`);
  },
);

test('an API process that is killed comes back with the same port, and nobody else notices', async () => {
  const api = stack.part('api-1');
  const { pid } = api;
  process.kill(pid ?? 0, 'SIGKILL');
  await eventually(async () => expect(api.pid).toBeUndefined(), 5_000);
  expect(said).toContain('api-1 was ended by SIGKILL.');
  await stack.restart(api);
  expect(api.pid).not.toBe(pid);
  await expectSales();
});
