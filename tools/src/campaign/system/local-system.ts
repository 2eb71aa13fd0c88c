/** The whole house on this machine: engines of its own, faults between them and the servers, fresh data. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../engines/ports.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { mongoPart, redisPart } from './engine-parts.ts';
import { startDoubles, tokens } from './doubles.ts';
import { type RunningServer, startServerProcess } from './server-process.ts';
import type { Proxied, SystemUnderTest } from './system-under-test.ts';

export type LocalOptions = { readonly nodes: number; readonly workers: number };

const database = 'foyer';
const redisNamespace = 'foyer';
export const holdTtlMs = 4_000;

/** Resolves when everything is ready. Its folder is named so that a later test run clears up after a killed one. */
export async function startLocalSystem({ nodes, workers }: LocalOptions): Promise<SystemUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), `foyer-test-${process.pid}-`));
  const undos: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const undo of undos.reverse()) await undo().catch(() => undefined);
  };
  try {
    const [mongo, redis] = await Promise.all([
      mongoPart(join(folder, 'mongo')),
      redisPart(join(folder, 'redis')),
    ]);
    undos.push(mongo.stop, redis.stop);
    const [mongoProxy, redisProxy] = await Promise.all([
      startFaultProxy(mongo.port),
      startFaultProxy(redis.port),
    ]);
    undos.push(mongoProxy.stop, redisProxy.stop);
    const jwtSecret = randomBytes(24).toString('hex');
    const ports = await Promise.all(Array.from({ length: nodes }, () => freePort()));
    const doubles = await startDoubles(folder, `http://127.0.0.1:${ports[0]}`);
    undos.push(doubles.stop);
    const world = environment({ mongoPort: mongoProxy.port, redisPort: redisProxy.port, jwtSecret });
    const env = { ...world, ...doubles.env };
    const logs = join(folder, 'logs');
    await mkdir(logs);
    const start = async (role: 'api' | 'worker', index: number): Promise<RunningServer> => {
      const name = `${role}-${index + 1}`;
      const server = await startServerProcess({
        name,
        port: (role === 'api' ? ports[index] : undefined) ?? (await freePort()),
        env: { ...env, ROLES: role },
        logFile: join(logs, `${name}.log`),
      });
      undos.push(server.stop);
      return server;
    };
    // One after the other: the first makes collections and indexes.
    const apis: RunningServer[] = [];
    for (let index = 0; index < nodes; index += 1) apis.push(await start('api', index));
    const helpers: RunningServer[] = [];
    for (let index = 0; index < workers; index += 1) helpers.push(await start('worker', index));
    return {
      nodes: apis,
      workers: helpers,
      mongo,
      redis,
      proxies: { mongo: proxied(mongoProxy), redis: proxied(redisProxy) },
      mongoUri: mongo.uri,
      database,
      redisUrl: redis.url,
      redisNamespace,
      jwtSecret,
      holdTtlMs,
      ledgers: doubles.ledgers,
      chargeOrphan: doubles.chargeOrphan,
      tokens,
      hasTerminal: true,
      logs,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function environment(world: {
  readonly mongoPort: number;
  readonly redisPort: number;
  readonly jwtSecret: string;
}): Record<string, string> {
  const nowhere = 'http://127.0.0.1:9'; // nobody signs in
  return {
    APP_ENV: 'test',
    HOST: '127.0.0.1',
    MONGO_URI: `mongodb://127.0.0.1:${world.mongoPort}/?directConnection=true`,
    MONGO_DB: database,
    REDIS_ADDR: `127.0.0.1:${world.redisPort}`,
    REDIS_NAMESPACE: redisNamespace,
    GOOGLE_CLIENT_ID: 'foyer-campaign',
    GOOGLE_CLIENT_SECRET: 'nobody signs in',
    GOOGLE_REDIRECT_URL: `${nowhere}/callback`,
    GOOGLE_ISSUER: nowhere,
    GOOGLE_AUTH_URL: `${nowhere}/auth`,
    GOOGLE_TOKEN_URL: `${nowhere}/token`,
    GOOGLE_CERTS_URL: `${nowhere}/certs`,
    JWT_SECRET: world.jwtSecret,
    HOLD_TTL_SECONDS: String(holdTtlMs / 1_000),
    HOLD_CAP_SECONDS: '12',
    // Limits are tested elsewhere; here everybody shall collide.
    HOLD_OWNER_SEATS_CUSTOMER: '1000',
    HOLD_OWNER_SEATS_STAFF: '1000',
    HOLD_ONLINE_SHARE_PERCENT: '100',
    PAYMENT_WINDOW_SECONDS: '10',
    LOG_LEVEL: 'error',
  };
}

function proxied(proxy: FaultProxy): Proxied {
  return {
    delay: (ms) => proxy.set({ kind: 'delay', ms }),
    halfOpen: () => proxy.set({ kind: 'half-open' }),
    reset: () => proxy.reset(),
    heal: () => {
      proxy.set({ kind: 'none' });
      proxy.reset();
    },
  };
}
