import { Redis, ReplyError, type Cluster, type RedisOptions } from 'ioredis';
import { DependencyUnavailable, StartupError } from './unavailable.ts';
import { withoutCredentials } from './secret.ts';
import type { Logger } from './logger.ts';

/** One server, or the masters of a cluster: commands that name their keys go to either. */
export type RedisClient = Redis | Cluster;

/** `commands` answers fast or not at all; `blocking` waits inside the server for stream entries. */
export type RedisUse = 'commands' | 'blocking';

const probeLivesMs = 60_000;
/** How long a command may take. */
export const commandLimitMs = 1_000;
const connectLimitMs = 2_000;
/** How long a server that was asked something may be silent before its connection is given up. */
const silenceMs: Readonly<Record<RedisUse, number>> = { commands: 2_000, blocking: 4_000 };

/** Which server a connection goes to, where that is not simply the one of its address. */
export type ConnectionTarget = Pick<RedisOptions, 'Connector' | 'reconnectOnError'>;

/** What every connection is made with: it never queues commands while it is down and never sends one twice. */
export function connectionOptions(use: RedisUse) {
  return {
    lazyConnect: true,
    autoResendUnfulfilledCommands: false,
    // Nothing is sent twice, so a command whose connection closed must fail at once: with another number ioredis
    // forgets it unanswered, and whoever waits for it waits for ever.
    maxRetriesPerRequest: 0,
    connectTimeout: connectLimitMs,
    socketTimeout: silenceMs[use],
    ...(use === 'commands' ? { commandTimeout: commandLimitMs } : {}),
  } satisfies RedisOptions;
}

/** How long to wait before connecting again. */
export function reconnectDelayMs(attempt: number): number {
  return Math.min(50 * attempt, 500);
}

/** Opens a connection that reconnects by itself; `where` says to what, where it is not the address' own server. */
export function openRedis(
  url: string,
  { use, where = {} }: { readonly use: RedisUse; readonly where?: ConnectionTarget },
  log: Logger,
): Redis {
  const redis = new Redis(url, {
    ...connectionOptions(use),
    enableOfflineQueue: false,
    retryStrategy: reconnectDelayMs,
    ...where,
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

/**
 * Whether the server takes a write. A ping would not tell: one that is full, whose disk is, or that became a replica
 * answers it and refuses every hold.
 */
export async function takesWrites(redis: RedisClient, key: string): Promise<boolean> {
  try {
    return (await redis.set(key, '1', 'PX', probeLivesMs)) === 'OK';
  } catch {
    return false;
  }
}

/** Whether the server itself answered with an error, as opposed to not answering. */
function isReply(error: unknown): error is Error {
  return error instanceof ReplyError;
}

/**
 * The reply codes Redis documents for a server that takes no writes now: starting, demoted, between owners, full, with
 * a disk that fails, or held up by another script.
 */
function isTransient(error: Error): boolean {
  return /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS|MOVED|ASK|UNBLOCKED|OOM|MISCONF|BUSY)\b/.test(
    error.message,
  );
}
