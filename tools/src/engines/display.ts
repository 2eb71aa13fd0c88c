/** A display without a screen, for Electron in tests and measurements on machines that have none. */
import { spawn } from 'node:child_process';
import { findWindowSystem, type WindowSystemOptions } from '../runtimes/window-system.ts';
import { exitSentence, superviseChild } from './child.ts';

export type Display = {
  /** What DISPLAY has to be; undefined where this machine's own desktop is used and nothing is to be set. */
  readonly name: string | undefined;
  readonly stop: () => Promise<void>;
};

/** Uses the desktop that is there, or starts an Xvfb of 1600 × 1000. Throws `RuntimeMissing` or one sentence. */
export async function openDisplay(options: WindowSystemOptions = {}): Promise<Display> {
  const found = await findWindowSystem(options);
  if (found.kind === 'display') return { name: undefined, stop: () => Promise.resolve() };
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'];
  const server = spawn(found.path, args, { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const child = superviseChild(server, { name: 'Xvfb', graceMs: 3_000 });
  const number = new Promise<string>((resolve) => {
    server.stdio[3]?.once('data', (digits: Buffer) => resolve(digits.toString().trim()));
  });
  const failed = child.exited.then((exit) => Promise.reject(new Error(`${exitSentence('Xvfb', exit)}.`)));
  // After the start its end is expected: nobody waits for this promise any more.
  failed.catch(() => undefined);
  const name = `:${await Promise.race([number, failed])}`;
  return {
    name,
    stop: async () => {
      await child.stop();
    },
  };
}
