/** A long-lived program we start and stop ourselves. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** How a stop ended; `forced` where the program did not go when asked. */
export type Stopped = Exit & { readonly forced: boolean };

export type Child = {
  readonly name: string;
  readonly pid: number;
  /** Resolves when the program is gone, whoever ended it; never rejects. */
  readonly exited: Promise<Exit>;
  /** Asks by signal, waits at most `graceMs`, then kills; resolves when it is gone. Idempotent. */
  readonly stop: () => Promise<Stopped>;
};

export type ChildOptions = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Its output is appended there. */
  readonly logFile: string;
  readonly stopSignal?: NodeJS.Signals;
  readonly graceMs?: number;
};

/**
 * Starts the program in a process group of its own: a terminal's Ctrl-C reaches us alone, and we stop things in
 * order. Throws a sentence if it cannot be started at all.
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a');
  try {
    const child = spawn(options.command, [...options.args], {
      cwd: options.cwd,
      env: options.env ?? process.env,
      detached: true,
      stdio: ['ignore', log, log],
    });
    await spawned(child, options.name);
    return superviseChild(child, options);
  } finally {
    closeSync(log);
  }
}

/** Wraps a program that runs already, so that it can be stopped in bounded time. */
export function superviseChild(
  child: ChildProcess,
  options: Pick<ChildOptions, 'name' | 'stopSignal' | 'graceMs'>,
): Child {
  const { pid } = child;
  if (pid === undefined) throw new Error(`${options.name} could not be started.`);
  const exited = new Promise<Exit>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve({ code: child.exitCode, signal: child.signalCode });
    } else child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const stop = async (): Promise<Stopped> => {
    child.kill(options.stopSignal ?? 'SIGTERM');
    const timer = new AbortController();
    const late = delay(options.graceMs ?? 8_000, 'late', { signal: timer.signal }).catch(() => 'on time');
    const forced = (await Promise.race([exited, late])) === 'late';
    if (forced) child.kill('SIGKILL');
    timer.abort();
    return { ...(await exited), forced };
  };
  let stopping: Promise<Stopped> | undefined;
  return { name: options.name, pid, exited, stop: () => (stopping ??= stop()) };
}

/** Stops it and says so if it had to be killed: what it was about to keep may be lost. */
export async function stopInTime(child: Child): Promise<void> {
  const { forced } = await child.stop();
  if (forced) throw new Error('it did not end in time and was killed');
}

export function spawned(child: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('spawn', () => resolve());
    child.once('error', (error) => reject(new Error(`${name} could not be started: ${error.message}`)));
  });
}

export function exitSentence(name: string, exit: Exit): string {
  return exit.signal === null
    ? `${name} stopped by itself with code ${exit.code ?? 'unknown'}`
    : `${name} was ended by ${exit.signal}`;
}
