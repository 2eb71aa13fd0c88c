/** The servers of a campaign and the doubles that they pay with, over engines that run already. */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../engines/ports.ts';
import type { UndoStack } from '../../start/undo-stack.ts';
import { startDoubles, tokens } from './doubles.ts';
import { type RunningServer, startServerProcess } from './server-process.ts';
import type { SystemUnderTest } from './system-under-test.ts';

export type HouseOptions = {
  readonly folder: string;
  readonly nodes: number;
  readonly workers: number;
  /** As the servers find them. */
  readonly engines: { readonly mongoUri: string; readonly redisAddress: string };
  readonly undo: UndoStack;
};

export type House = Pick<
  SystemUnderTest,
  | 'nodes'
  | 'workers'
  | 'database'
  | 'redisNamespace'
  | 'jwtSecret'
  | 'holdTtlMs'
  | 'ledgers'
  | 'chargeOrphan'
  | 'tokens'
  | 'hasTerminal'
  | 'logs'
>;

const database = 'campaign';
const redisNamespace = 'foyer';
const holdTtlMs = 4_000;

/** Resolves when every server is ready. */
export async function startHouse({ folder, nodes, workers, engines, undo }: HouseOptions): Promise<House> {
  const jwtSecret = randomBytes(24).toString('hex');
  const ports = await Promise.all(Array.from({ length: nodes }, () => freePort()));
  const doubles = await startDoubles(folder, `http://127.0.0.1:${ports[0]}`);
  undo.add('The doubles', doubles.stop);
  const env = { ...environment(engines, jwtSecret), ...doubles.env };
  const logs = join(folder, 'logs');
  await mkdir(logs, { recursive: true });
  const start = async (role: 'api' | 'worker', index: number): Promise<RunningServer> => {
    const name = `${role}-${index + 1}`;
    const server = await startServerProcess({
      name,
      port: (role === 'api' ? ports[index] : undefined) ?? (await freePort()),
      env: { ...env, ROLES: role },
      logFile: join(logs, `${name}.log`),
    });
    undo.add(name, server.stop);
    return server;
  };
  // One after the other: the first makes collections and indexes.
  const apis: RunningServer[] = [];
  for (let index = 0; index < nodes; index += 1) apis.push(await start('api', index));
  const helpers: RunningServer[] = [];
  for (let index = 0; index < workers; index += 1) helpers.push(await start('worker', index));
  const { ledgers, chargeOrphan } = doubles;
  const facts = { database, redisNamespace, jwtSecret, holdTtlMs, tokens, hasTerminal: true, logs };
  return { nodes: apis, workers: helpers, ledgers, chargeOrphan, ...facts };
}

function environment(engines: HouseOptions['engines'], jwtSecret: string): Record<string, string> {
  const nowhere = 'http://127.0.0.1:9'; // nobody signs in
  return {
    APP_ENV: 'test',
    HOST: '127.0.0.1',
    MONGO_URI: engines.mongoUri,
    MONGO_DB: database,
    REDIS_ADDR: engines.redisAddress,
    REDIS_NAMESPACE: redisNamespace,
    GOOGLE_CLIENT_ID: 'foyer-campaign',
    GOOGLE_CLIENT_SECRET: 'nobody signs in',
    GOOGLE_REDIRECT_URL: `${nowhere}/callback`,
    GOOGLE_ISSUER: nowhere,
    GOOGLE_AUTH_URL: `${nowhere}/auth`,
    GOOGLE_TOKEN_URL: `${nowhere}/token`,
    GOOGLE_CERTS_URL: `${nowhere}/certs`,
    JWT_SECRET: jwtSecret,
    HOLD_TTL_SECONDS: String(holdTtlMs / 1_000),
    HOLD_CAP_SECONDS: '12',
    // Limits are tested elsewhere; here everybody shall collide.
    HOLD_OWNER_SEATS_CUSTOMER: '1000',
    HOLD_OWNER_SEATS_STAFF: '1000',
    HOLD_ONLINE_SHARE_PERCENT: '100',
    REFUND_LIMIT: '100000000',
    PAYMENT_WINDOW_SECONDS: '10',
    LOG_LEVEL: 'error',
  };
}
