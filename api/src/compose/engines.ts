import type { Connection } from 'mongoose';
import type { Base } from './base.ts';
import { openRedisEngine, type RedisEngine } from './redis-engine.ts';
import type { Config } from '../config.ts';
import { seatKeys, type SeatKeys } from '../features/seats/seat-keys.ts';
import type { Lifecycle } from '../platform/lifecycle.ts';
import { connectMongo } from '../platform/mongo.ts';

export interface Engines extends RedisEngine {
  readonly connection: Connection;
  readonly keys: SeatKeys;
}

/** Connects MongoDB and Redis, or says in one sentence which of them is missing. */
export async function composeEngines(config: Config, { log }: Base, lifecycle: Lifecycle): Promise<Engines> {
  const connection = await connectMongo({ ...config.mongo, serverSelectionTimeoutMs: 1_500 });
  lifecycle.onStop('mongo', () => connection.close());
  const keys = seatKeys(config.redis.namespace);
  const engine = await openRedisEngine(config.redis, keys, log);
  lifecycle.onStop('redis', () => engine.redis.disconnect());
  return { connection, keys, ...engine };
}
