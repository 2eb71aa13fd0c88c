/** Folders for tests that start programs: their name tells whose they are, so that the next run clears up after a killed one. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../is-alive.ts';
import { stopLeftoversIn } from './leftover.ts';

const prefix = 'foyer-test-';

/** An empty folder of this process. */
export function testFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
}

/** Stops whatever runs in the folders of processes that are gone, and removes these. */
export async function removeAbandonedFolders(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const folder = join(tmpdir(), name);
    await stopLeftoversIn(folder);
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
