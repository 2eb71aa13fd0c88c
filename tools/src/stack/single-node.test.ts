import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { listShowtimes } from '@foyer/shared/http/catalogue';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testFolder } from '../engines/test-folder.ts';
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
  folder = await testFolder();
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

type Fault = Conduct | 'cut' | 'pause' | 'kill';

async function strike(name: string, fault: Fault): Promise<void> {
  if (fault === 'cut') proxyOf(name).cut();
  else if (fault === 'pause') stack.pause(stack.part(name));
  else if (fault === 'kill') await stack.kill(stack.part(name));
  else proxyOf(name).set(fault);
}

async function mend(name: string, fault: Fault): Promise<void> {
  if (fault === 'pause') stack.resume(stack.part(name));
  else if (fault === 'kill') await stack.restart(stack.part(name));
  else proxyOf(name).set({ kind: 'pass' });
}

const faults: readonly [string, string, Fault, number][] = [
  ['Redis’ connections are cut', 'redis-1', 'cut', 1_500],
  ['Redis swallows what it is told', 'redis-1', { kind: 'swallow' }, 1_800],
  ['Redis refuses connections', 'redis-1', { kind: 'refuse' }, 1_500],
  ['Redis is paused', 'redis-1', 'pause', 1_800],
  ['Redis is killed', 'redis-1', 'kill', 1_500],
  ['MongoDB’s connections are cut', 'mongo-1', 'cut', 4_500],
  ['MongoDB swallows what it is told', 'mongo-1', { kind: 'swallow' }, 6_000],
  ['MongoDB is paused', 'mongo-1', 'pause', 6_000],
  ['MongoDB is killed', 'mongo-1', 'kill', 4_500],
];

test.each(faults)(
  '%s: every answer comes in time, and sales go on by themselves',
  async (what, name, fault, ms) => {
    try {
      await strike(name, fault);
      for (const _sale of ['while it is found out', 'when it is known']) {
        const tookMs = await slowestAnswer();
        console.log(`${what}: answered after ${Math.round(tookMs)} ms`);
        expect(tookMs).toBeLessThan(ms);
      }
    } finally {
      await mend(name, fault); // what one fault leaves behind is no fault of the next
    }
    console.log(`${what}: sales again after ${await expectSales()} ms`);
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
