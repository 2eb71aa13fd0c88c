/** The counter as a bare program, for what it does before there is a window. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { makeHome } from './person.ts';
import type { World } from './world.ts';

export interface Program {
  /** Everything printed so far. */
  readonly said: () => string;
  /** Its exit code. */
  readonly ended: Promise<unknown>;
  /** Ends it where it did not end by itself. */
  readonly kill: () => void;
}

let started = 0;

export async function startProgram(
  { stage, display }: World,
  env: Readonly<Record<string, string>>,
): Promise<Program> {
  const home = await makeHome(stage, `program-${(started += 1)}`);
  const child = spawn(stage.executable, [stage.application], {
    cwd: home,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      XDG_RUNTIME_DIR: home,
      DISPLAY: display,
      FOYER_USER_DATA: join(home, 'profile'),
      ...env,
    },
  });
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => parts.push(text.toString()));
  return {
    said: () => parts.join(''),
    ended: once(child, 'close').then(([code]: unknown[]) => code),
    kill: () => void child.kill('SIGKILL'),
  };
}
