/** The whole house on this machine: engines of its own, faults between them and the servers, fresh data. */
import { join } from 'node:path';
import { startFaultProxy } from '../../stack/fault-proxy.ts';
import { mongoPart, redisPart } from './engine-parts.ts';
import { startHouse } from './house.ts';
import { openGround } from './ground.ts';
import { proxied } from './proxied.ts';
import type { SystemUnderTest } from './system-under-test.ts';

export type LocalOptions = { readonly nodes: number; readonly workers: number };

/** One mongod, one redis-server. Resolves when everything is ready. */
export function startLocalSystem({ nodes, workers }: LocalOptions): Promise<SystemUnderTest> {
  return openGround(async ({ folder, undo, stop }) => {
    const mongo = await mongoPart(join(folder, 'mongo'));
    undo.add('mongod', mongo.stop);
    const redis = await redisPart(join(folder, 'redis'), (port) => redisProxy.aim(port));
    undo.add('redis-server', redis.stop);
    const mongoProxy = await startFaultProxy({ port: 0, targetPort: mongo.port });
    undo.add('The proxy of mongod', () => mongoProxy.stop());
    const redisProxy = await startFaultProxy({ port: 0, targetPort: redis.port() });
    undo.add('The proxy of redis-server', () => redisProxy.stop());
    const engines = {
      mongoUri: `mongodb://127.0.0.1:${mongoProxy.port}/?directConnection=true`,
      redisAddress: `127.0.0.1:${redisProxy.port}`,
    };
    const house = await startHouse({ folder, nodes, workers, engines, undo });
    return {
      ...house,
      mongoReplicas: null,
      mongo,
      redis,
      proxies: { mongo: proxied([mongoProxy]), redis: proxied([redisProxy]) },
      mongoUri: mongo.uri,
      redisPorts: () => [redis.port()],
      stop,
    };
  });
}
