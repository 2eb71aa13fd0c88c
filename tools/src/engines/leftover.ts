/** Programs that outlived the process that started them (it was killed): found by what they were told, and stopped. */
import { readdir, readFile } from 'node:fs/promises';
import { sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const graceMs = 10_000;

/**
 * Stops every engine (and API of ours) whose command line has exactly this argument, such as its data folder. Only
 * Linux tells command lines through `/proc`; elsewhere nothing is found and the engine's own lock speaks.
 */
export function stopLeftovers(argument: string): Promise<number> {
  return stopAll((args) => args.includes(argument));
}

/** The same for every one that was told of something in this folder. */
export function stopLeftoversIn(folder: string): Promise<number> {
  return stopAll((args) => args.some((arg) => arg.includes(folder + sep)));
}

type Test = (args: readonly string[]) => boolean;

async function stopAll(isMeant: Test): Promise<number> {
  const pids = await processesTold(isMeant);
  for (const pid of pids) signal(pid, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  let remaining = pids;
  while (remaining.length > 0 && Date.now() < deadline) {
    await delay(50);
    // A process that ended but was not reaped keeps its id, not its command line: signals cannot tell that.
    remaining = await processesTold(isMeant);
  }
  for (const pid of remaining) signal(pid, 'SIGKILL');
  return pids.length;
}

async function processesTold(isMeant: Test): Promise<readonly number[]> {
  if (process.platform !== 'linux') return [];
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    const commandLine = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    const [program = '', ...args] = commandLine.split('\0');
    if (/(?:mongod|redis-server|node)$/.test(program) && isMeant(args)) found.push(Number(name));
  }
  return found;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone already, or another user's, whom we leave alone.
  }
}
