/** How long it takes until one can work, on throw-away data. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { checkoutFolder } from '../checkout.ts';
import { exitSentence, spawned, superviseChild } from '../engines/child.ts';
import { openDisplay } from '../engines/display.ts';
import { freePort } from '../engines/ports.ts';
import { startTestEngines } from '../engines/test-engines.ts';
import { findElectron } from '../runtimes/electron.ts';
import { buildDesktopIfOld, openCounter } from '../start/desktop.ts';
import { tapLines } from '../start/line-tap.ts';

const startLimitMs = 120_000;
const windowLimitMs = 20_000;
const quietly = (): void => undefined;

export type StartTimes = {
  /** mongod and redis-server together, side by side. */
  readonly enginesMs: number;
  /** From starting the API's process, engines up, to `/readyz` 200. */
  readonly apiReadyMs: number;
  /** From `npm start -- --headless --fresh` to its invitation, engines and demo cinema included. */
  readonly allReadyMs: number;
  /** From launching Electron to a window one can use. */
  readonly windowUsableMs: number;
};

/** Throws one sentence where something does not come up. */
export async function measureStartTimes(): Promise<StartTimes> {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-measure-'));
  try {
    const enginesMs = await timeEngines();
    const port = await freePort();
    const foyer = await startHeadless(port, folder);
    try {
      const windowUsableMs = await timeWindow(`http://127.0.0.1:${port}`, folder);
      return { enginesMs, apiReadyMs: foyer.apiReadyMs, allReadyMs: foyer.allReadyMs, windowUsableMs };
    } finally {
      await foyer.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timeEngines(): Promise<number> {
  const startedAt = performance.now();
  const engines = await startTestEngines();
  const ms = performance.now() - startedAt;
  await engines.stop();
  return ms;
}

async function startHeadless(port: number, folder: string) {
  const startedAt = performance.now();
  const args = ['tools/src/start.ts', '--headless', '--fresh', '--port', String(port)];
  const program = spawn(process.execPath, args, {
    cwd: checkoutFolder,
    env: { ...process.env, FOYER_DATA: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let apiReadyMs = Number.NaN;
  let complaint = '';
  let open = quietly;
  const opened = new Promise<void>((resolve) => (open = () => resolve()));
  tapLines([program.stdout, program.stderr], {
    file: join(folder, 'start.log'),
    onLine: (line) => {
      const ready = /^the API was ready after (\d+) ms$/.exec(line)?.[1];
      if (ready !== undefined) apiReadyMs = Number(ready);
      if (line.startsWith('Foyer serves at')) open();
      else complaint = line;
    },
  });
  await spawned(program, 'npm start');
  const child = superviseChild(program, { name: 'npm start', stopSignal: 'SIGINT', graceMs: 25_000 });
  const ended = async () => {
    throw new Error(`${exitSentence('npm start', await child.exited)}: ${complaint}`);
  };
  await Promise.race([opened, ended(), tooLate(startLimitMs, 'npm start')]).catch(async (error: unknown) => {
    await child.stop();
    throw error;
  });
  return { apiReadyMs, allReadyMs: performance.now() - startedAt, stop: child.stop };
}

async function timeWindow(apiUrl: string, folder: string): Promise<number> {
  const electron = await findElectron({ say: quietly });
  await buildDesktopIfOld(quietly);
  const display = await openDisplay({ say: quietly, electronPath: electron.path });
  try {
    let show = quietly;
    const usable = new Promise<void>((resolve) => (show = () => resolve()));
    const startedAt = performance.now();
    const counter = await openCounter({
      electron: electron.path,
      apiUrl,
      userDataFolder: join(folder, 'counter'),
      logFile: join(folder, 'counter.log'),
      display: display.name,
      onLine: (line) => {
        if (line === 'foyer:window-usable') show();
      },
    });
    try {
      await Promise.race([usable, tooLate(windowLimitMs, 'The window')]);
      return performance.now() - startedAt;
    } finally {
      await counter.stop();
    }
  } finally {
    await display.stop();
  }
}

async function tooLate(limitMs: number, name: string): Promise<never> {
  // Unreferenced: a limit that was not reached must not keep the process.
  await delay(limitMs, undefined, { ref: false });
  throw new Error(`${name} was not ready within ${limitMs / 1_000} s`);
}
