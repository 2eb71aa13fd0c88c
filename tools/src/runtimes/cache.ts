/**
 * Fetched runtimes live in `.foyer/runtimes/<name>-<version>/` of the checkout, or in the folder FOYER_CACHE, which
 * several clones may share. A folder under its final name is whole: it is filled elsewhere and renamed at the end.
 */
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { stateFolder } from '../checkout.ts';
import { withLockFile } from './lock-file.ts';

export type Cache = { readonly folders: readonly string[] };

/** Looks in the checkout first, then in FOYER_CACHE; new runtimes go to the last of the two that is set. */
export function openCache(env: NodeJS.ProcessEnv = process.env): Cache {
  const own = join(stateFolder, 'runtimes');
  const shared = env['FOYER_CACHE'];
  return { folders: shared === undefined || shared === '' ? [own] : [own, shared] };
}

/** The folder of a runtime fetched earlier, or undefined. */
export async function cached(cache: Cache, key: string): Promise<string | undefined> {
  for (const folder of cache.folders) {
    if (await isFolder(join(folder, key))) return join(folder, key);
  }
  return undefined;
}

export type Recipe = {
  /** Puts the runtime into an empty folder. */
  readonly fill: (folder: string) => Promise<void>;
  /** Whether a runtime fetched earlier can't run, for whatever reason that fetching it again would mend. */
  readonly isBroken: (folder: string) => Promise<boolean>;
};

/**
 * Fills an empty folder and gives it its name; throws whatever `fill` threw, leaving nothing behind. A folder that has
 * the name already is taken as it is, unless it is broken: a lost power line may cut even what was whole.
 */
export async function install(cache: Cache, key: string, { fill, isBroken }: Recipe): Promise<string> {
  const home = cache.folders.at(-1);
  if (home === undefined) throw new Error('a cache has at least one folder');
  const target = join(home, key);
  await mkdir(home, { recursive: true });
  return withLockFile(`${target}.lock`, async () => {
    const done = await cached(cache, key);
    if (done !== undefined && !(await isBroken(done))) return done;
    if (done !== undefined) await rm(done, { recursive: true, force: true });
    await removeUnfinished(home, key);
    const unfinished = await mkdtemp(`${target}.unfinished-`);
    try {
      await fill(unfinished);
      // mkdtemp makes it private; the desktop tests run Electron as another user.
      await chmod(unfinished, 0o755);
      await rename(unfinished, target).catch(async (error: unknown) => {
        if (!(await isFolder(target))) throw error;
      });
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
    return target;
  });
}

async function removeUnfinished(home: string, key: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (name.startsWith(`${key}.unfinished-`)) await rm(join(home, name), { recursive: true, force: true });
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
