import { Cluster } from 'ioredis';
import type { Logger } from './logger.ts';
import { connectionOptions, reconnectDelayMs } from './redis.ts';
import { withoutCredentials } from './secret.ts';
import { StartupError } from './unavailable.ts';

const startLimitMs = 5_000;
/** A master that fails says nothing of who follows it, so the slots are asked for this often. */
const refreshEveryMs = 1_000;
/** MOVED and ASK: one step to the new owner, one more where that has just changed again. */
const mostRedirections = 3;

/**
 * Opens a cluster with the guarantees of a single connection: nothing is queued while a master is away, and the one
 * thing sent again is what a node refused to run because the slot is another's (MOVED, ASK).
 */
export function openCluster(nodes: readonly string[], log: Logger): Cluster {
  const [first] = nodes.map((node) => new URL(node));
  const { username, password, protocol } = first ?? { username: '', password: '', protocol: 'redis:' };
  const cluster = new Cluster([...nodes], {
    lazyConnect: true,
    enableOfflineQueue: false,
    clusterRetryStrategy: reconnectDelayMs,
    maxRedirections: mostRedirections,
    retryDelayOnFailover: 0,
    retryDelayOnClusterDown: 0,
    slotsRefreshInterval: refreshEveryMs,
    redisOptions: {
      ...connectionOptions('commands'),
      ...(username === '' ? {} : { username: decodeURIComponent(username) }),
      ...(password === '' ? {} : { password: decodeURIComponent(password) }),
      ...(protocol === 'rediss:' ? { tls: {} } : {}),
    },
  });
  cluster.on('error', (error: Error) => log.debug({ err: error }, 'redis cluster failed'));
  cluster.on('node error', (error: Error, node: string) => {
    log.debug({ err: error, node }, 'a redis node failed');
    // A node that failed may have been replaced: the sooner that is known, the fewer calls fail.
    if (cluster.status === 'ready') cluster.refreshSlotsCache();
  });
  return cluster;
}

/** Connects to every master at start-up, or says in one sentence that it can't. */
export async function connectCluster(cluster: Cluster, nodes: readonly string[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  // Where the cluster says that it is not ready, ioredis goes on trying and this call of connect() never ends.
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no cluster after ${startLimitMs} ms`)), startLimitMs);
  });
  try {
    await Promise.race([cluster.connect(), tooLate]);
    await Promise.race([Promise.all(cluster.nodes('master').map((node) => node.ping())), tooLate]);
  } catch (error) {
    cluster.disconnect();
    const where = nodes.map(withoutCredentials).join(', ');
    throw new StartupError(`The Redis Cluster does not answer at ${where}.`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** Whether every master answers. */
export async function pingMasters(cluster: Cluster): Promise<boolean> {
  const masters = cluster.nodes('master');
  const answers = await Promise.allSettled(masters.map((node) => node.ping()));
  return masters.length > 0 && answers.every(({ status }) => status === 'fulfilled');
}
