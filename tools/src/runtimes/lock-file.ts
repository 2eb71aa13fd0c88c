/** A lock between processes: a file that holds its owner's process id. */
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive } from '../is-alive.ts';

const pollMs = 100;
/** Longer than any fetch: a lock this old was left behind, even if its process id is in use again. */
const staleAfterMs = 20 * 60_000;

/**
 * Runs `work` while no other process holds the lock. A lock left by a dead process is taken over. Two processes that
 * take over at the same instant may both run; `install` stays right then, because its last step is a rename.
 */
export async function withLockFile<T>(path: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  while (!(await take(path))) {
    if (await isStale(path)) await rm(path, { force: true });
    else await delay(pollMs);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(path: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(path);
    const ageMs = Date.now() - mtimeMs;
    const owner = Number.parseInt(await readFile(path, 'utf8'), 10);
    // The owner writes its id just after making the file: an empty young file is not a stale one.
    if (Number.isNaN(owner)) return ageMs > 2_000;
    return ageMs > staleAfterMs || !isAlive(owner);
  } catch {
    return false;
  }
}
