/** The API as `npm start` runs it: a process of its own, its log in a file. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { checkoutFolder } from '../checkout.ts';
import { type Child, exitSentence, spawned, superviseChild } from '../engines/child.ts';
import { stopLeftovers } from '../engines/leftover.ts';
import { tapLines, terse } from './line-tap.ts';

const readyLimitMs = 60_000;
const apiProgram = join(checkoutFolder, 'api', 'src', 'main.ts');

export type ApiOptions = {
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  readonly dataFolder: string;
  readonly logFile: string;
  readonly watch: boolean;
  /** Default: the API's own main. */
  readonly program?: string;
  readonly complain: (line: string) => void;
};

/** Stops the API of an earlier run that was killed; it would still hold the port. */
export async function stopLeftoverApi(dataFolder: string): Promise<void> {
  await stopLeftovers(markOf(dataFolder));
}

/** Spawns it; `waitUntilReady` tells when it serves. */
export async function startApi(options: ApiOptions): Promise<Child> {
  const watch = options.watch ? ['--watch', '--watch-preserve-output'] : [];
  const child = spawn(
    process.execPath,
    [...watch, options.program ?? apiProgram, markOf(options.dataFolder)],
    {
      cwd: checkoutFolder,
      env: { ...process.env, ...options.env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  tapLines([child.stdout, child.stderr], {
    file: options.logFile,
    onLine: (line) => {
      const shown = terse(line);
      if (shown !== undefined) options.complain(`API ${shown}`);
    },
  });
  await spawned(child, 'The API');
  return superviseChild(child, { name: 'The API', graceMs: 10_000 });
}

/** Resolves when `/readyz`, or the other path, answers 200. Throws one sentence if the API ends or takes too long. */
export async function waitUntilReady(api: Child, url: string, path = '/readyz'): Promise<void> {
  let ended: string | undefined;
  void api.exited.then((exit) => (ended = exitSentence(api.name, exit)));
  const deadline = Date.now() + readyLimitMs;
  let answer = 'nothing';
  while (Date.now() < deadline) {
    if (ended !== undefined) throw new Error(`${ended} before it was ready.`);
    const reply = await ask(`${url}${path}`);
    if (reply.status === 200) return;
    if (reply.status !== undefined) answer = `${reply.status} ${reply.body}`;
    await delay(50);
  }
  throw new Error(`The API was not ready after ${readyLimitMs / 1_000} s; ${path} answered ${answer}.`);
}

/** An argument that the API ignores: it tells whose process this is. */
function markOf(dataFolder: string): string {
  return `--data=${dataFolder}`;
}

async function ask(address: string): Promise<{ readonly status?: number; readonly body: string }> {
  try {
    const reply = await fetch(address, { signal: AbortSignal.timeout(2_000) });
    return { status: reply.status, body: await reply.text() };
  } catch {
    return { body: '' };
  }
}
