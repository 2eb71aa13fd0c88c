/** mongod and redis-server as parts that can be killed, paused, started again, and replaced by a replica. */
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import type { Redis } from 'ioredis';
import type { Child } from '../../engines/child.ts';
import { startMongo } from '../../engines/mongo.ts';
import { startRedis } from '../../engines/redis.ts';
import { connectTo } from '../../engines/redis-cluster.ts';
import { stallReplication } from '../../engines/redis-faults.ts';
import { eventually } from './eventually.ts';
import type { MongoPart, Part, RedisPart } from './system-under-test.ts';

/** How long it stays away from the office where nobody else takes it. */
const stepDownSeconds = 2;

type Stoppable = { readonly stop: () => Promise<void> };

export async function mongoPart(
  dataDir: string,
): Promise<MongoPart & Stoppable & { readonly uri: string; readonly port: number }> {
  const start = () => startMongo({ dataDir });
  let running = await start();
  const { uri, port } = running;
  const part = partOf('mongod', {
    current: () => running,
    restart: async () => {
      running = await start();
    },
  });
  return { ...part, uri, port, stepDown: (gone) => stepDown(uri, gone) };
}

/** The primary gives its office up, though nobody may be there to take it, and stands for election again. */
export async function stepDown(uri: string, gone: () => void): Promise<void> {
  const client = await new MongoClient(uri).connect();
  try {
    const admin = client.db('admin');
    const request = { replSetStepDown: stepDownSeconds, secondaryCatchUpPeriodSecs: 1, force: true };
    // On a busy machine it may find its time over before it began.
    await eventually(async () => (await admin.command(request))['ok'] === 1);
    gone();
    await eventually(async () => (await admin.command({ hello: 1 }))['isWritablePrimary'] === true);
  } finally {
    await client.close();
  }
}

/** `moved` is told the port of the replica that has taken over. */
export async function redisPart(
  folder: string,
  moved: (port: number) => void,
): Promise<RedisPart & Stoppable & { readonly port: () => number }> {
  const homes = [join(folder, 'a'), join(folder, 'b')] as const;
  const copy = join(folder, 'copy');
  let home: string = homes[0];
  let running = await startRedis({ dataDir: home });
  let replica: typeof running | undefined;
  const other = (): string => (home === homes[0] ? homes[1] : homes[0]);
  const part = partOf('redis-server', {
    current: () => running,
    restart: async () => {
      running = await startRedis({ dataDir: home });
    },
  });
  const follow = async (): Promise<typeof running> => {
    await rm(other(), { recursive: true, force: true });
    // By default it would wait five seconds for more replicas.
    await ask(running.port, (redis) => redis.config('SET', 'repl-diskless-sync-delay', '0'));
    const extraArgs = ['--replicaof', '127.0.0.1', String(running.port)];
    const follower = await startRedis({ dataDir: other(), extraArgs });
    await eventually(() =>
      ask(follower.port, async (redis) => (await redis.info('replication')).includes('link_status:up')),
    );
    return follower;
  };
  return {
    ...part,
    port: () => running.port,
    stop: async () => {
      await Promise.all([part.stop(), replica?.stop()]);
    },
    flush: () => ask(running.port, async (redis) => void (await redis.flushall())),
    flushScripts: () => ask(running.port, async (redis) => void (await redis.script('FLUSH'))),
    stallReplication: async () => {
      replica = await follow();
      await stallReplication(running.port);
    },
    failOver: async (gone) => {
      const next = (replica ??= await follow());
      await part.kill();
      await ask(next.port, (redis) => redis.replicaof('NO', 'ONE'));
      running = next;
      replica = undefined;
      home = other();
      moved(next.port);
      gone();
    },
    older: {
      keepCopy: async () => {
        await rm(copy, { recursive: true, force: true });
        await cp(join(home, 'db'), copy, { recursive: true });
      },
      restartWithCopy: async () => {
        await part.kill();
        await rm(join(home, 'db'), { recursive: true, force: true });
        await cp(copy, join(home, 'db'), { recursive: true });
        await part.restart();
      },
    },
  };
}

async function ask<Answer>(port: number, question: (redis: Redis) => Promise<Answer>): Promise<Answer> {
  const redis = connectTo(port);
  try {
    return await question(redis);
  } finally {
    redis.disconnect();
  }
}

function partOf(
  name: string,
  { current, restart }: { readonly current: () => Child; readonly restart: () => Promise<void> },
): Part & Stoppable {
  const signal = (what: NodeJS.Signals): void => void process.kill(current().pid, what);
  return {
    name,
    kill: async () => {
      signal('SIGKILL');
      await current().exited;
    },
    restart,
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    stop: async () => void (await current().stop()),
  };
}
