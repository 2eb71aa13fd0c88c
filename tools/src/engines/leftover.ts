/** Engines that outlived the process that started them (it was killed): found by their data folder and stopped. */
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const graceMs = 10_000;

/**
 * Stops every process whose command line names this data folder as one of its arguments. Only Linux tells command
 * lines through `/proc`; elsewhere nothing is found and the engine's own lock speaks.
 */
export async function stopLeftovers(dataDir: string): Promise<number> {
  const pids = await processesNaming(dataDir);
  for (const pid of pids) signal(pid, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (Date.now() < deadline && pids.some((pid) => signal(pid, 0))) await delay(50);
  for (const pid of pids) signal(pid, 'SIGKILL');
  return pids.length;
}

async function processesNaming(argument: string): Promise<readonly number[]> {
  if (process.platform !== 'linux') return [];
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    const commandLine = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    const [program = '', ...args] = commandLine.split('\0');
    if (/(?:mongod|redis-server)/.test(program) && args.includes(argument)) found.push(Number(name));
  }
  return found;
}

/** False where the process is gone or another user's. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
