import type { Redis } from 'ioredis';
import type { Connection } from 'mongoose';
import type { Base } from './base.ts';
import type { Config } from '../config.ts';
import { seatKeys, type SeatKeys } from '../features/seats/seat-keys.ts';
import type { Lifecycle } from '../platform/lifecycle.ts';
import { connectMongo } from '../platform/mongo.ts';
import { RedisRunId } from '../platform/redis-run-id.ts';
import { connectRedis, openRedis } from '../platform/redis.ts';

export interface Engines {
  readonly connection: Connection;
  readonly redis: Redis;
  readonly runId: RedisRunId;
  readonly keys: SeatKeys;
  /** A key that is written to see whether Redis takes writes. */
  readonly probeKey: string;
  /** A connection of its own for reads that wait inside the server. */
  readonly openBlocking: () => Promise<Redis>;
}

/** Connects MongoDB and Redis, or says in one sentence which of them is missing. */
export async function composeEngines(config: Config, { log }: Base, lifecycle: Lifecycle): Promise<Engines> {
  const connection = await connectMongo({ ...config.mongo, serverSelectionTimeoutMs: 1_500 });
  lifecycle.onStop('mongo', () => connection.close());
  const redis = openRedis(config.redis.url, 'commands', log);
  const runId = new RedisRunId(redis);
  await connectRedis(redis, config.redis.url);
  lifecycle.onStop('redis', () => redis.disconnect());
  await runId.known();
  return {
    connection,
    redis,
    runId,
    keys: seatKeys(config.redis.namespace),
    probeKey: `${config.redis.namespace}:probe`,
    openBlocking: async () => {
      const blocking = openRedis(config.redis.url, 'blocking', log);
      await connectRedis(blocking, config.redis.url);
      return blocking;
    },
  };
}
