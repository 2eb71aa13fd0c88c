/** The house over engines as `npm run stack` starts them: a Redis Cluster with replicas and a MongoDB replica set. */
import { join } from 'node:path';
import { startMongoParts, startRedisParts } from '../../stack/engine-parts.ts';
import type { Ground } from '../../stack/ground.ts';
import type { Part } from '../../stack/part.ts';
import { openGround } from './ground.ts';
import { startHouse } from './house.ts';
import { proxied } from './proxied.ts';
import { clusterPart } from './cluster-part.ts';
import { replicaSetPart } from './replica-set-part.ts';
import type { SystemUnderTest } from './system-under-test.ts';

export type StackSystemOptions = {
  readonly nodes: number;
  readonly workers: number;
  readonly mongoReplicas: number;
};

/** Three masters with a replica each. Resolves when everything is ready. */
export function startStackSystem(options: StackSystemOptions): Promise<SystemUnderTest> {
  const { nodes, workers, mongoReplicas } = options;
  return openGround(async ({ folder, undo, stop }) => {
    const ground: Ground = {
      dataFolder: join(folder, 'data'),
      logFolder: join(folder, 'logs'),
      undo,
      withProxies: true,
      say: () => undefined,
      onChange: () => undefined,
    };
    const shape = { nodes, workers, redisCluster: true, redisReplicas: 1, mongoReplicas };
    const mongo = await startMongoParts(ground, shape);
    const redis = await startRedisParts(ground, shape);
    const engines = { mongoUri: mongo.address, redisAddress: redis.address };
    const house = await startHouse({ folder, nodes, workers, engines, undo });
    return {
      ...house,
      mongoReplicas,
      mongo: replicaSetPart(mongo.parts, mongo.address),
      redis: clusterPart(redis.parts),
      proxies: { mongo: proxied(proxiesOf(mongo.parts)), redis: proxied(proxiesOf(redis.parts)) },
      mongoUri: mongo.address,
      redisPorts: () => redis.parts.map(({ facts }) => facts.port),
      stop,
    };
  });
}

function proxiesOf(parts: readonly Part[]) {
  return parts.flatMap(({ facts: { proxy } }) => proxy ?? []);
}
