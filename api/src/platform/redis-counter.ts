import type { RedisClient } from './redis.ts';
import type { SharedCounter } from './rate-window.ts';
import { callRedis } from './redis.ts';

/** Counts in Redis; each count is one key that ends by itself. */
export function redisCounter(redis: RedisClient, namespace: string): SharedCounter {
  return {
    count: async (name, livesMs) => {
      const key = `${namespace}:rate:${name}`;
      const replies = await callRedis(() => redis.multi().incr(key).pexpire(key, livesMs).exec());
      const [error, count] = replies?.[0] ?? [];
      if (error || typeof count !== 'number') throw error ?? new Error('a count was not answered');
      return count;
    },
  };
}
