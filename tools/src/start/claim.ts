/** One running Foyer per data folder. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isAlive } from '../is-alive.ts';

/** Answers the release. Throws one sentence if another process runs on this folder. */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const file = `${folder}.lock`;
  await mkdir(dirname(file), { recursive: true });
  const owner = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  if (Number.isInteger(owner) && owner !== process.pid && (await runsFoyer(owner))) {
    throw new Error(`Foyer already runs on this data (process ${owner}); stop it first.`);
  }
  await writeFile(file, `${process.pid}\n`);
  return () => rm(file, { force: true });
}

/** A process id may have passed to a stranger since; where the system tells command lines, ask. */
async function runsFoyer(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return commandLine === undefined || /node|vitest/.test(commandLine);
}
