/** Loopback ports: chosen free once and kept beside the data, because a replica set stores its own address. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { readKept, writeWhole } from '../kept-file.ts';

/** Below the range that systems lend to outgoing connections, so that a kept port is rarely taken later. */
const firstPort = 20_000;
const lastPort = 29_999;

const Port = z
  .string()
  .regex(/^\d+\s*$/)
  .transform(Number)
  .pipe(z.int().min(1).max(65_535));

export class PortInUse extends Error {
  readonly port: number;

  constructor(name: string, port: number) {
    super(`Port ${port} for ${name} is in use by another program.`);
    this.name = 'PortInUse';
    this.port = port;
  }
}

export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(firstPort, lastPort + 1);
    if (await isFree(port)) return port;
  }
  throw new Error('No free port was found on the loopback address.');
}

/** The port written beside the data, or a free one, which is then written there. */
export async function keptPort(folder: string): Promise<number> {
  const file = join(folder, 'port');
  const kept = await readKept(file, (text) => Port.parse(text));
  if (kept !== undefined) return kept;
  const port = await freePort();
  await keepPort(folder, port);
  return port;
}

export async function keepPort(folder: string, port: number): Promise<void> {
  await writeWhole(join(folder, 'port'), `${port}\n`);
}

/** Throws `PortInUse`, naming who wanted the port. */
export async function requireFree(name: string, port: number, host = '127.0.0.1'): Promise<void> {
  if (!(await isFree(port, host))) throw new PortInUse(name, port);
}

function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
