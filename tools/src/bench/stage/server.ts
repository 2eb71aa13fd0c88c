/** One API process as in production: the bundle, log level info into a file. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Child, startChild } from '../../engines/child.ts';
import { freePort } from '../../engines/ports.ts';
import { waitUntilReady } from '../../start/api.ts';
import { serverBundle } from './bundle.ts';

export const secret = 'a signing key of the bench, long enough for HS256';

export type Server = Child & {
  readonly origin: string;
  /** Ends it as a crash would. */
  readonly kill: () => Promise<void>;
};

export type ServerOptions = {
  readonly mongoUri: string;
  readonly redisAddress: string;
  readonly namespace: string;
  readonly folder: string;
  /** Default: a free one. */
  readonly port?: number;
};

/** Spawned and listening, perhaps not ready. */
export async function spawnServer(options: ServerOptions): Promise<Server> {
  const port = options.port ?? (await freePort());
  const program = await serverBundle(options.folder);
  const child = await startChild({
    name: 'The API',
    command: process.execPath,
    args: [...nodeArgs(), program],
    cwd: options.folder,
    env: environmentOf(options, port),
    logFile: join(options.folder, 'server.log'),
    graceMs: 10_000,
  });
  const kill = async (): Promise<void> => {
    process.kill(child.pid, 'SIGKILL');
    await child.exited;
  };
  return { ...child, origin: `http://127.0.0.1:${port}`, kill };
}

/** Resolves when it serves. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const server = await spawnServer(options);
  await waitUntilReady(server, server.origin);
  return server;
}

/** Asks until the work succeeds, without a pause longer than a millisecond. Throws after ten seconds. */
export async function soon<Result>(work: () => Promise<Result | null>): Promise<Result> {
  const deadline = performance.now() + 10_000;
  while (performance.now() < deadline) {
    const result = await work().catch(() => null);
    if (result !== null) return result;
    await delay(1);
  }
  throw new Error('no correct answer within ten seconds');
}

/** Arguments of the server's Node from BENCH_NODE_ARGS, e.g. `--cpu-prof --cpu-prof-dir=…`. */
function nodeArgs(): readonly string[] {
  return (process.env['BENCH_NODE_ARGS'] ?? '').split(' ').filter((argument) => argument !== '');
}

function environmentOf(options: ServerOptions, port: number): Record<string, string> {
  return {
    NODE_ENV: 'production',
    APP_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    MONGO_URI: options.mongoUri,
    MONGO_DB: options.namespace,
    REDIS_ADDR: options.redisAddress,
    REDIS_NAMESPACE: options.namespace,
    GOOGLE_CLIENT_ID: 'bench',
    GOOGLE_CLIENT_SECRET: 'nobody signs in during a bench',
    GOOGLE_REDIRECT_URL: `http://127.0.0.1:${port}/api/auth/google/callback`,
    JWT_SECRET: secret,
    TICKET_SECRET: 'a ticket key of the bench, long enough too',
    LOG_LEVEL: 'info',
  };
}
