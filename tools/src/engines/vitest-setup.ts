/** vitest's globalSetup: one mongod, one redis-server and one of each double for the whole run, however many projects name this file. */
import type { TestProject } from 'vitest/node';
import { startTestEngines, type TestEngines } from './test-engines.ts';

declare module 'vitest' {
  // A declaration is merged into vitest's own, which only an interface can.
  interface ProvidedContext {
    mongoUri: string;
    redisUrl: string;
    stripeUrl: string;
    /** `host:port` */
    terminalAddress: string;
    terminalControlUrl: string;
  }
}

type Shared = { users: number; engines: Promise<TestEngines> };

/** Each project loads its own copy of this module, so the count lives where all copies see it. */
const registry = globalThis as typeof globalThis & { [sharedKey]?: Shared | undefined };
const sharedKey = Symbol.for('foyer.test-engines');

export async function setup(project: TestProject): Promise<void> {
  const shared = (registry[sharedKey] ??= { users: 0, engines: start() });
  shared.users += 1;
  const { mongo, redis, stripe, terminal } = await shared.engines;
  project.provide('mongoUri', mongo.uri);
  project.provide('redisUrl', redis.url);
  project.provide('stripeUrl', stripe.url);
  project.provide('terminalAddress', terminal.address);
  project.provide('terminalControlUrl', terminal.controlUrl);
}

export async function teardown(): Promise<void> {
  const shared = registry[sharedKey];
  if (shared === undefined) return;
  shared.users -= 1;
  if (shared.users > 0) return;
  registry[sharedKey] = undefined;
  const engines = await shared.engines.catch(() => undefined);
  await engines?.stop();
}

async function start(): Promise<TestEngines> {
  const engines = await startTestEngines();
  console.log(engines.summary);
  return engines;
}
