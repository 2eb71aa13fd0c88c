import { partitions, type SeatKeys } from '../features/seats/seat-keys.ts';
import { askableTogether, type StreamReader } from '../features/seats/stream-reader.ts';
import type { Logger } from '../platform/logger.ts';
import type { RedisAddress } from '../platform/redis-address.ts';
import { connectCluster, openCluster, pingMasters } from '../platform/redis-cluster.ts';
import { askedByScript, RedisRunId, type ServerRun } from '../platform/redis-run-id.ts';
import { connectRedis, openRedis, takesWrites, type RedisClient } from '../platform/redis.ts';
import { atSlotOf } from '../platform/slot-connector.ts';

/** What the house needs of Redis, be it one server or a cluster. */
export interface RedisEngine {
  readonly redis: RedisClient;
  readonly runId: ServerRun;
  /** Whether it can be worked with now: a server that takes no writes can't. */
  readonly answers: () => Promise<boolean>;
  /** Connections of their own for reads that wait inside the server; whoever asks for them closes them. */
  readonly openReaders: () => Promise<readonly StreamReader[]>;
}

/** Connects, or says in one sentence that nobody answers. */
export function openRedisEngine(address: RedisAddress, keys: SeatKeys, log: Logger): Promise<RedisEngine> {
  return address.nodes.length > 0 ? openNodes(address, keys, log) : openServer(address.url, keys, log);
}

async function openServer(url: string, keys: SeatKeys, log: Logger): Promise<RedisEngine> {
  const redis = openRedis(url, { use: 'commands' }, log);
  const runId = new RedisRunId(redis);
  await connectRedis(redis, url);
  await runId.known();
  return {
    redis,
    runId,
    answers: () => takesWrites(redis, keys.probe),
    openReaders: async () => {
      const reader = openRedis(url, { use: 'blocking' }, log);
      await connectRedis(reader, url);
      return askableTogether('server', partitions).map((wanted) => ({ redis: reader, partitions: wanted }));
    },
  };
}

async function openNodes({ url, nodes }: RedisAddress, keys: SeatKeys, log: Logger): Promise<RedisEngine> {
  const cluster = openCluster(nodes, log);
  await connectCluster(cluster, nodes);
  return {
    redis: cluster,
    runId: { current: () => askedByScript },
    answers: () => pingMasters(cluster),
    openReaders: () =>
      Promise.all(
        askableTogether('cluster', partitions).map(async (wanted): Promise<StreamReader> => {
          const where = atSlotOf(keys.events(wanted[0] ?? 0), cluster);
          const reader = openRedis(url, { use: 'blocking', where }, log);
          await connectRedis(reader, url);
          return { redis: reader, partitions: wanted };
        }),
      ),
  };
}
