/** Engines and doubles for a test run: fresh data in the system's temporary folder, gone at the end. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type RunningStripe,
  type RunningTerminal,
  startStripeDouble,
  startTerminalDouble,
} from '../doubles/start-double.ts';
import { describe } from '../runtimes/runtime.ts';
import { findMongodProgram } from '../runtimes/mongod.ts';
import { findRedisProgram } from '../runtimes/redis-server.ts';
import { type RunningMongo, startMongo } from './mongo.ts';
import { type RunningRedis, startRedis } from './redis.ts';
import { removeAbandonedFolders, testFolder } from './test-folder.ts';

export type TestEngines = {
  readonly mongo: RunningMongo;
  readonly redis: RunningRedis;
  /** One for all: every Stripe key is an account of its own, every POIID a terminal. */
  readonly stripe: RunningStripe;
  readonly terminal: RunningTerminal;
  /** One line naming versions and sources. */
  readonly summary: string;
  readonly stop: () => Promise<void>;
};

/** Journaling stays on: tests count on majority and journaled writes meaning what they mean in production. */
export async function startTestEngines(): Promise<TestEngines> {
  await removeAbandonedFolders();
  const folder = await testFolder();
  const [mongod, redisServer] = await Promise.all([findMongodProgram(), findRedisProgram()]);
  const starting = [
    startMongo({ dataDir: join(folder, 'mongo'), program: mongod }),
    startRedis({ dataDir: join(folder, 'redis'), program: redisServer }),
    startStripeDouble({ dataDir: join(folder, 'stripe') }),
    startTerminalDouble({ dataDir: join(folder, 'card-terminal') }),
  ] as const;
  const starts = await Promise.allSettled(starting);
  const stop = async () => {
    const running = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    await Promise.all(running.map((engine) => engine.stop()));
    await rm(folder, { recursive: true, force: true });
  };
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const [mongo, redis, stripe, terminal] = await Promise.all(starting);
  const summary = `engines: ${describe(mongod)}; ${describe(redisServer)}`;
  return { mongo, redis, stripe, terminal, summary, stop };
}
