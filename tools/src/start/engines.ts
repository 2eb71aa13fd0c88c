/** The engines of `npm start`: those the environment names, else our own on loopback. */
import { join } from 'node:path';
import type { Home } from '../checkout.ts';
import type { Child } from '../engines/child.ts';
import { startMongo } from '../engines/mongo.ts';
import { startRedis } from '../engines/redis.ts';
import type { GivenEngine, Program } from '../runtimes/runtime.ts';

/** An engine's address, and the program behind it where it is ours. */
export type Engine = { readonly address: string; readonly child: Child | undefined };

export async function openMongo(found: Program | GivenEngine, home: Home): Promise<Engine> {
  if ('address' in found) return { address: found.address, child: undefined };
  const logFile = join(home.logs, 'mongod.log');
  const child = await startMongo({ dataDir: join(home.data, 'mongo'), program: found, logFile });
  return { address: child.uri, child };
}

export async function openRedis(found: Program | GivenEngine, home: Home): Promise<Engine> {
  if ('address' in found) return { address: found.address, child: undefined };
  const logFile = join(home.logs, 'redis-server.log');
  const child = await startRedis({ dataDir: join(home.data, 'redis'), program: found, logFile });
  return { address: child.address, child };
}
