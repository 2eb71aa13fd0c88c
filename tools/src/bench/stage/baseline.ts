/** Starts one of the committed baselines. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startChild } from '../../engines/child.ts';
import { freePort } from '../../engines/ports.ts';
import { soon } from './server.ts';
import type { Stage } from './stage.ts';

const folder = join(import.meta.dirname, '..', 'baselines');

export type ServingBaseline = { readonly origin: string; readonly pid: number };

/** A baseline that serves HTTP; resolves once it does. */
export async function serveBaseline(
  { onEnd, serverOptions }: Stage,
  name: string,
  env: Readonly<Record<string, string>>,
): Promise<ServingBaseline> {
  const port = await freePort();
  const child = await startChild({
    name,
    command: process.execPath,
    args: [join(folder, `${name}.ts`)],
    env: { NODE_ENV: 'production', PORT: String(port), ...env },
    logFile: join(serverOptions.folder, `${name}.log`),
  });
  onEnd(() => child.stop());
  const origin = `http://127.0.0.1:${port}`;
  await soon(async () => (await fetch(origin)).text());
  return { origin, pid: child.pid };
}

/** A baseline that is told what to do by messages; each question is answered by one. */
export async function talkToBaseline(
  { onEnd }: Pick<Stage, 'onEnd'>,
  name: string,
  env: Readonly<Record<string, string>>,
): Promise<(message: object) => Promise<unknown>> {
  const child = fork(join(folder, `${name}.ts`), { env: { NODE_ENV: 'production', ...env } });
  const exited = once(child, 'exit');
  onEnd(async () => {
    child.kill();
    await exited;
  });
  const answer = async (): Promise<unknown> => {
    const ended = exited.then(() => Promise.reject(new Error(`${name} ended`)));
    const [message] = (await Promise.race([once(child, 'message'), ended])) as [unknown];
    return message;
  };
  await answer();
  return (message) => {
    const answered = answer();
    child.send(message);
    return answered;
  };
}
