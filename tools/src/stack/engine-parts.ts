/** The engines of a stack: a replica set of mongods, and one redis-server or a cluster of them. */
import { initiateReplicaSet, launchMongod, replicaSetUri } from '../engines/mongo.ts';
import { joinCluster, startClusterNode } from '../engines/redis-cluster.ts';
import { startRedis } from '../engines/redis.ts';
import { findMongodProgram } from '../runtimes/mongod.ts';
import { findRedisProgram } from '../runtimes/redis-server.ts';
import { type Ground, prepareSite, type Site, startPart } from './ground.ts';
import type { StackShape } from './options.ts';
import type { Part } from './part.ts';

export type Engine = { readonly address: string; readonly parts: readonly Part[] };

const masterCount = 3;
/** Three members share one machine with everything else. */
const memberCacheGb = 0.25;

export async function startMongoParts(ground: Ground, { mongoReplicas }: StackShape): Promise<Engine> {
  const program = await findMongodProgram();
  const sites = await prepareSites(ground, 'mongo', mongoReplicas);
  const parts = await Promise.all(
    sites.map((site) =>
      startPart(ground, site, {
        kind: 'mongod',
        launch: async () => {
          const { folder: dataDir, logFile, port } = site;
          return (await launchMongod({ dataDir, logFile, port, program, cacheGb: memberCacheGb })).child;
        },
      }),
    ),
  );
  const announced = sites.map(({ announcedPort }) => announcedPort);
  await initiateReplicaSet(
    sites.map(({ port }) => port),
    announced,
  );
  return { address: replicaSetUri(announced), parts };
}

export async function startRedisParts(ground: Ground, shape: StackShape): Promise<Engine> {
  const program = await findRedisProgram();
  const count = shape.redisCluster ? masterCount * (1 + shape.redisReplicas) : 1;
  const sites = await prepareSites(ground, 'redis', count);
  const start = shape.redisCluster ? startClusterNode : startRedis;
  const parts = await Promise.all(
    sites.map((site) =>
      startPart(ground, site, {
        kind: 'redis-server',
        launch: async () => {
          const { folder: dataDir, logFile, port, announcedPort } = site;
          const extraArgs = shape.redisCluster ? ['--cluster-announce-port', String(announcedPort)] : [];
          return start({ dataDir, logFile, port, program, extraArgs });
        },
      }),
    ),
  );
  if (shape.redisCluster) {
    const ports = sites.map(({ port }) => port);
    await joinCluster({ masters: ports.slice(0, masterCount), replicas: ports.slice(masterCount) });
  }
  return { address: sites.map(({ announcedPort }) => `127.0.0.1:${announcedPort}`).join(','), parts };
}

async function prepareSites(ground: Ground, name: string, count: number): Promise<readonly Site[]> {
  const names = Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);
  return Promise.all(names.map((each) => prepareSite(ground, each)));
}
