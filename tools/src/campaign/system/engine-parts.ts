/** mongod and redis-server as parts that can be killed, paused and started again. */
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import type { Child } from '../../engines/child.ts';
import { startMongo } from '../../engines/mongo.ts';
import { startRedis } from '../../engines/redis.ts';
import type { Part, SystemUnderTest } from './system-under-test.ts';

type Stoppable = { readonly stop: () => Promise<void>; readonly port: number };

export async function mongoPart(dataDir: string): Promise<Part & Stoppable & { readonly uri: string }> {
  const start = () => startMongo({ dataDir });
  const first = await start();
  return { ...partOf('mongod', first, start), port: first.port, uri: first.uri };
}

export async function redisPart(
  dataDir: string,
): Promise<SystemUnderTest['redis'] & Stoppable & { readonly url: string }> {
  const start = () => startRedis({ dataDir });
  const first = await start();
  const part = partOf('redis-server', first, start);
  const [data, copy] = [join(dataDir, 'db'), join(dataDir, 'copy')];
  const ask = async (run: (redis: Redis) => Promise<unknown>): Promise<void> => {
    const redis = new Redis(first.url, { maxRetriesPerRequest: 1 });
    redis.on('error', () => undefined);
    try {
      await run(redis);
    } finally {
      redis.disconnect();
    }
  };
  return {
    ...part,
    port: first.port,
    url: first.url,
    flush: () => ask((redis) => redis.flushall()),
    flushScripts: () => ask((redis) => redis.script('FLUSH')),
    keepCopy: async () => {
      await rm(copy, { recursive: true, force: true });
      await cp(data, copy, { recursive: true });
    },
    restartWithCopy: async () => {
      await part.kill();
      await rm(data, { recursive: true, force: true });
      await cp(copy, data, { recursive: true });
      await part.restart();
    },
  };
}

function partOf(name: string, first: Child, start: () => Promise<Child>): Part & Pick<Stoppable, 'stop'> {
  let running = first;
  const signal = (what: NodeJS.Signals): void => void process.kill(running.pid, what);
  return {
    name,
    kill: async () => {
      signal('SIGKILL');
      await running.exited;
    },
    restart: async () => {
      running = await start();
    },
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    exited: async () => void (await running.exited),
    stop: async () => void (await running.stop()),
  };
}
