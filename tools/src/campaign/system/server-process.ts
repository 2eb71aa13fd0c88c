/** One server process of a campaign: spawned, told over IPC, killed, paused and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Order } from './server.ts';
import type { ServerPart } from './system-under-test.ts';

export type ServerOptions = {
  readonly name: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
};

export type RunningServer = ServerPart & { readonly stop: () => Promise<void> };

const program = join(import.meta.dirname, 'server.ts');
const readyLimitMs = 30_000;
const startAttempts = 5;

export async function startServerProcess(options: ServerOptions): Promise<RunningServer> {
  let child: ChildProcess | undefined;
  let gone: Promise<unknown> = Promise.resolve();

  async function start(skewMs: number): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      child = spawnServer(options, skewMs);
      gone = once(child, 'exit');
      const answer = await Promise.race([
        once(child, 'message').then(() => 'ready'),
        gone.then(() => 'ended'),
        delay(readyLimitMs, 'late', { ref: false }),
      ]);
      if (answer === 'ready') return;
      child.kill('SIGKILL');
      if (attempt >= startAttempts) throw new Error(`${options.name} did not start: see ${options.logFile}`);
      await delay(200);
    }
  }

  const send = (order: Order): void => {
    // One that dies in this very moment counts as connected; with a callback that is no error event.
    if (child?.connected) child.send(order, () => undefined);
  };
  await start(0);
  return {
    name: options.name,
    origin: `http://127.0.0.1:${options.port}`,
    kill: async () => {
      child?.kill('SIGKILL');
      await gone;
    },
    restart: () => start(0),
    restartSkewed: (skewMs) => start(skewMs),
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    exited: async () => void (await gone),
    arm: (point) => send({ arm: point }),
    sabotage: (kind) => send({ sabotage: kind }),
    stop: async () => {
      child?.kill('SIGTERM');
      const late = delay(8_000, 'late', { ref: false });
      if ((await Promise.race([gone, late])) === 'late') child?.kill('SIGKILL');
    },
  };
}

function spawnServer({ env, port, logFile }: ServerOptions, skewMs: number): ChildProcess {
  const log = openSync(logFile, 'a');
  try {
    return spawn(process.execPath, [program], {
      env: { ...env, PORT: String(port), CAMPAIGN_CLOCK_SKEW_MS: String(skewMs) },
      stdio: ['ignore', log, log, 'ipc'],
    });
  } finally {
    closeSync(log);
  }
}
