/** One running Foyer per data folder. */
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive } from '../is-alive.ts';

/** Longer than it takes from reading a dead owner's claim to replacing it. */
const settledAfterMs = 250;

/**
 * Answers the release. Throws one sentence if another process runs on this folder, also one that claims it at the same
 * moment: it would stop our engines as the leftovers of a dead run. `pid` is whose claim it is; tests bring another's.
 */
export async function claimFolder(folder: string, pid = process.pid): Promise<() => Promise<void>> {
  const file = `${folder}.lock`;
  const mine = `${file}.${pid}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(mine, `${pid}\n`);
  try {
    if (!(await isFirst(mine, file))) {
      await refuseRunning(file, pid);
      // Whoever finds a dead owner's claim replaces it; of several, the last one stands.
      await rename(mine, file);
      await delay(settledAfterMs);
      await refuseRunning(file, pid);
    }
  } finally {
    await rm(mine, { force: true });
  }
  return () => rm(file, { force: true });
}

/** Gives the claim its name unless there is one: a link appears whole, with the owner's id in it, or not at all. */
async function isFirst(mine: string, file: string): Promise<boolean> {
  try {
    await link(mine, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function refuseRunning(file: string, pid: number): Promise<void> {
  const owner = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  if (Number.isInteger(owner) && owner !== pid && (await runsFoyer(owner))) {
    throw new Error(`Foyer already runs on this data (process ${owner}); stop it first.`);
  }
}

/** A process id may have passed to a stranger since: where the system tells command lines, only our programs count. */
async function runsFoyer(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return commandLine === undefined || /tools\/src\/[\w-]+\.ts|vitest/.test(commandLine);
}
