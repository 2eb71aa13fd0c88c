/** Engines for a test run: fresh data in the system's temporary folder, gone at the end. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../is-alive.ts';
import { describe } from '../runtimes/runtime.ts';
import { findMongodProgram } from '../runtimes/mongod.ts';
import { findRedisProgram } from '../runtimes/redis-server.ts';
import { stopLeftovers } from './leftover.ts';
import { type RunningMongo, startMongo } from './mongo.ts';
import { type RunningRedis, startRedis } from './redis.ts';

const prefix = 'foyer-test-';

export type TestEngines = {
  readonly mongo: RunningMongo;
  readonly redis: RunningRedis;
  /** One line naming versions and sources. */
  readonly summary: string;
  readonly stop: () => Promise<void>;
};

/** Journaling stays on: tests count on majority and journaled writes meaning what they mean in production. */
export async function startTestEngines(): Promise<TestEngines> {
  await removeAbandoned();
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  const [mongod, redisServer] = await Promise.all([findMongodProgram(), findRedisProgram()]);
  const starts = await Promise.allSettled([
    startMongo({ dataDir: join(folder, 'mongo'), program: mongod }),
    startRedis({ dataDir: join(folder, 'redis'), program: redisServer }),
  ]);
  const [mongo, redis] = starts;
  const stop = async () => {
    const running = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    await Promise.all(running.map((engine) => engine.stop()));
    await rm(folder, { recursive: true, force: true });
  };
  if (mongo.status === 'rejected' || redis.status === 'rejected') {
    await stop();
    throw mongo.status === 'rejected' ? mongo.reason : (redis as PromiseRejectedResult).reason;
  }
  const summary = `engines: ${describe(mongod)}; ${describe(redisServer)}`;
  return { mongo: mongo.value, redis: redis.value, summary, stop };
}

/** A test run that was killed leaves its engines running; the folder's name tells whose they were. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const folder = join(tmpdir(), name);
    await stopLeftovers(join(folder, 'mongo', 'db'));
    await stopLeftovers(join(folder, 'redis', 'db'));
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
