/** redis-server with the durability the API counts on: append-only file each second, no eviction. */
import { mkdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findRedisProgram } from '../runtimes/redis-server.ts';
import { lastLine } from '../runtimes/run.ts';
import type { Program } from '../runtimes/runtime.ts';
import { type Child, exitSentence, startChild } from './child.ts';
import { stopLeftovers } from './leftover.ts';
import { keepPort, keptPort, requireFree } from './ports.ts';

const startLimitMs = 30_000;

export type RedisOptions = {
  /** Made if missing. Holds `db/` (redis-server's) and `port`. */
  readonly dataDir: string;
  /** Default: the port kept beside the data, chosen free the first time. */
  readonly port?: number;
  /** Default `redis-server.log` in the data folder. */
  readonly logFile?: string;
  readonly program?: Program;
  /** Further redis-server arguments, which win over ours. */
  readonly extraArgs?: readonly string[];
};

export type RunningRedis = Child & {
  readonly url: string;
  /** `host:port`, as REDIS_ADDR wants it. */
  readonly address: string;
  readonly version: string;
  readonly port: number;
};

/** Resolves when the server answers PING. Throws one sentence if it does not come up. */
export async function startRedis(options: RedisOptions): Promise<RunningRedis> {
  const { dataDir } = options;
  const program = options.program ?? (await findRedisProgram());
  const database = join(dataDir, 'db');
  await mkdir(database, { recursive: true });
  await stopLeftovers(database);
  if (options.port !== undefined) await keepPort(dataDir, options.port);
  const port = await keptPort(dataDir);
  await requireFree('redis-server', port);
  const logFile = options.logFile ?? join(dataDir, 'redis-server.log');
  const child = await startChild({
    name: 'redis-server',
    command: program.path,
    args: [...redisArgs(database, port), ...(options.extraArgs ?? [])],
    cwd: database,
    logFile,
  });
  try {
    await Promise.race([answersPing(port), rejectOnExit(child, logFile)]);
  } catch (error) {
    await child.stop();
    throw error;
  }
  const address = `127.0.0.1:${port}`;
  return { ...child, url: `redis://${address}`, address, version: program.version, port };
}

function redisArgs(database: string, port: number): readonly string[] {
  return [
    '--dir',
    database,
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'yes',
    '--appendfsync',
    'everysec',
    '--maxmemory-policy',
    'noeviction',
    '--daemonize',
    'no',
    '--set-proc-title',
    'no',
  ];
}

async function answersPing(port: number): Promise<void> {
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline) {
    if ((await ping(port)).startsWith('+PONG')) return;
    await delay(15);
  }
  throw new Error(`redis-server did not answer within ${startLimitMs / 1_000} s.`);
}

/** The raw reply to PING: `+PONG`, `-LOADING …`, or nothing where nobody listens. */
function ping(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.once('data', (reply) => {
      resolve(reply.toString('latin1'));
      socket.destroy();
    });
    socket.once('error', () => resolve(''));
    socket.once('close', () => resolve(''));
  });
}

async function rejectOnExit(child: Child, logFile: string): Promise<never> {
  const exit = await child.exited;
  throw new Error(`${exitSentence('redis-server', exit)}: ${lastLine(await readFile(logFile, 'utf8'))}`);
}
