import { Redis, ReplyError } from 'ioredis';
import { DependencyUnavailable, StartupError } from './unavailable.ts';
import { withoutCredentials } from './secret.ts';
import type { Logger } from './logger.ts';

/** `commands` answers fast or not at all; `blocking` waits inside the server for stream entries. */
export type RedisUse = 'commands' | 'blocking';

/** Opens a connection that reconnects by itself and never queues commands while it is down. */
export function openRedis(url: string, use: RedisUse, log: Logger): Redis {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    // Nothing is sent twice, so a command whose connection closed must fail at once: with another number ioredis
    // forgets it unanswered, and whoever waits for it waits for ever.
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    retryStrategy: (attempt) => Math.min(50 * attempt, 500),
    ...(use === 'commands' ? { commandTimeout: 1_000 } : {}),
  });
  redis.on('error', (error: Error) => log.debug({ err: error, use }, 'redis connection failed'));
  return redis;
}

/** Connects at start-up, or says in one sentence that it can't. */
export async function connectRedis(redis: Redis, url: string): Promise<void> {
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw new StartupError(`Redis does not answer at ${withoutCredentials(url)}.`, { cause: error });
  }
}

/** Runs a command; anything but the server's own error reply means that it could not be reached. */
export async function callRedis<Reply>(run: () => Promise<Reply>): Promise<Reply> {
  try {
    return await run();
  } catch (error) {
    if (isReply(error) && !isTransient(error)) throw error;
    throw new DependencyUnavailable('redis', { cause: error });
  }
}

/** Whether the server answers a ping. */
export async function pingRedis(redis: Redis): Promise<boolean> {
  try {
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  }
}

/** Whether the server itself answered with an error, as opposed to not answering. */
function isReply(error: unknown): error is Error {
  return error instanceof ReplyError;
}

/** The reply codes Redis documents for a server that is starting, demoted or between owners. */
function isTransient(error: Error): boolean {
  return /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS)\b/.test(error.message);
}
