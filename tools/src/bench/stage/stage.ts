/** Everything a row needs: engines of its own, a cinema, the server and the load program. */
import { createLogger } from '@foyer/api/platform/logger';
import { connectMongo } from '@foyer/api/platform/mongo';
import { openRedis } from '@foyer/api/platform/redis';
import { seatKeys } from '@foyer/api/features/seats/seat-keys';
import type { Redis } from 'ioredis';
import type { Connection } from 'mongoose';
import { startTestEngines, type TestEngines } from '../../engines/test-engines.ts';
import { type Load, startLoad } from '../load/load.ts';
import { drained } from './drain.ts';
import { Halls } from './halls.ts';
import { type Server, type ServerOptions, startServer } from './server.ts';

export type Stage = {
  readonly engines: TestEngines;
  readonly connection: Connection;
  readonly redis: Redis;
  readonly halls: Halls;
  readonly load: Load;
  readonly namespace: string;
  readonly serverOptions: ServerOptions;
  /** Another server on the same data; the stage stops it. */
  readonly addServer: () => Promise<Server>;
  /** Whatever has to be undone at the end, newest first. */
  readonly onEnd: (undo: () => Promise<unknown>) => void;
  readonly drained: () => Promise<void>;
};

const namespace = 'bench';

/** Builds a stage, plays, and clears it away whatever happens. */
export async function onStage<Result>(
  folder: string,
  play: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const undos: (() => Promise<unknown>)[] = [];
  try {
    return await play(await build(folder, (undo) => undos.push(undo)));
  } finally {
    for (const undo of undos.reverse()) await undo();
  }
}

async function build(folder: string, onEnd: (undo: () => Promise<unknown>) => void): Promise<Stage> {
  const engines = await startTestEngines();
  onEnd(engines.stop);
  const mongoUri = engines.mongo.uri;
  const connection = await connectMongo({
    uri: mongoUri,
    database: namespace,
    serverSelectionTimeoutMs: 5_000,
  });
  onEnd(() => connection.close());
  const redis = openRedis(engines.redis.url, { use: 'blocking' }, createLogger('silent'));
  await redis.connect();
  onEnd(async () => redis.disconnect());
  const load = startLoad();
  onEnd(load.stop);
  const serverOptions = { mongoUri, redisAddress: engines.redis.address, namespace, folder };
  return {
    engines,
    connection,
    redis,
    halls: await Halls.open(connection),
    load,
    namespace,
    serverOptions,
    addServer: async () => {
      const server = await startServer(serverOptions);
      onEnd(() => server.stop());
      return server;
    },
    onEnd,
    drained: () => drained(connection, redis, seatKeys(namespace)),
  };
}
