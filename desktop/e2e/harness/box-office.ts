/** The real API on real engines, with a database of its own, the stand-in for Google and the demo cinema. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkoutFolder, stateFolder } from '@foyer/tools/checkout';
import { importDemo } from '@foyer/tools/demo/import-demo';
import type { Child } from '@foyer/tools/engines/child';
import { freePort } from '@foyer/tools/engines/ports';
import { startIdentityProvider } from '@foyer/tools/identity-provider/identity-provider';
import { startApi, waitUntilReady } from '@foyer/tools/start/api';
import { endShifts } from '@foyer/tools/start/end-shifts';
import { type Db, inDatabase } from '@foyer/tools/start/in-database';
import { apiEnvironment, callbackUrl, clientId } from '@foyer/tools/start/environment';
import { inject } from 'vitest';

export interface BoxOffice {
  readonly url: string;
  /** Ends the API, as a crash would to the counter; `start` brings it back at the same place. */
  readonly stopApi: () => Promise<void>;
  readonly startApi: () => Promise<void>;
  /** The shift of everybody who is signed in is over, from the next renewal of their tokens on. */
  readonly endShifts: () => Promise<void>;
  /** Looks behind the counter. */
  readonly inDatabase: <Value>(run: (db: Db) => Promise<Value>) => Promise<Value>;
  /** What `npm run invariants` says of it, a line each; rejects where one is broken or could not be checked. */
  readonly checkInvariants: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** Where an office runs on. */
export interface OfficeGround {
  readonly mongoUri: string;
  readonly redisUrl: string;
  readonly stripeUrl: string;
  readonly terminalAddress: string;
}

/** Names, in the environment, the URL of an office that is open already: `guards/main.ts` opens one for many runs. */
export const openOffice = 'FOYER_OPEN_OFFICE';

/** An office on the engines of this test run. */
export function openBoxOffice(overrides: Readonly<Record<string, string>> = {}): Promise<BoxOffice> {
  const url = process.env[openOffice];
  const nothing = (): Promise<void> => Promise.resolve();
  if (url !== undefined) {
    const inDatabase = () => Promise.reject(new Error('the database of an open office is not known here'));
    const steps = { startApi: nothing, stopApi: nothing, endShifts: nothing, close: nothing };
    return Promise.resolve({ url, ...steps, inDatabase, checkInvariants: () => Promise.resolve([]) });
  }
  const ground = {
    mongoUri: inject('mongoUri'),
    redisUrl: inject('redisUrl'),
    stripeUrl: inject('stripeUrl'),
    terminalAddress: inject('terminalAddress'),
  };
  return openBoxOfficeOn(ground, overrides);
}

export async function openBoxOfficeOn(
  ground: OfficeGround,
  overrides: Readonly<Record<string, string>> = {},
): Promise<BoxOffice> {
  const { mongoUri, redisUrl, stripeUrl, terminalAddress } = ground;
  const name = `foyer-e2e-${randomBytes(4).toString('hex')}`;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const secret = randomBytes(32).toString('hex');
  const identityProvider = await startIdentityProvider({
    port: 0,
    clientId,
    clientSecret: secret,
    redirectUris: [callbackUrl(port)],
  });
  await importDemo({ mongoUri, dbName: name });
  const env = {
    ...apiEnvironment({
      port,
      mongoUri,
      redisAddress: overrides['REDIS_ADDR'] ?? redisUrl,
      identityProvider,
      secrets: { jwtSecret: secret, googleClientSecret: secret },
      payments: {
        stripeUrl,
        account: `sk_test_${name.replaceAll('-', '_')}`,
        webhookSecret: `whsec_${secret}`,
        terminalAddress,
        terminalId: name,
      },
      rendererUrl: undefined,
    }),
    APP_ENV: 'test',
    MONGO_DB: name,
    REDIS_NAMESPACE: name,
    ...overrides,
  };
  let api: Child | null = null;
  const start = async (): Promise<void> => {
    api = await startApi({
      url,
      env,
      dataFolder: join(stateFolder, 'e2e', name),
      logFile: join(stateFolder, 'logs', 'e2e-api.log'),
      watch: false,
      complain: () => undefined,
    });
    await waitUntilReady(api, url).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
  };
  const stop = async (): Promise<void> => {
    await api?.stop();
    api = null;
  };
  await start();
  return {
    url,
    startApi: start,
    stopApi: stop,
    endShifts: () => endShifts({ mongoUri, dbName: name }),
    inDatabase: (run) => inDatabase({ mongoUri, dbName: name }, run),
    checkInvariants: () => checkInvariants({ ...ground, name }),
    close: async () => {
      await stop();
      await identityProvider.stop();
    },
  };
}

async function checkInvariants(office: OfficeGround & { readonly name: string }): Promise<readonly string[]> {
  const { mongoUri, redisUrl, name } = office;
  const place = ['--mongo-uri', mongoUri, '--database', name, '--redis', redisUrl, '--namespace', name];
  const program = join(checkoutFolder, 'tools', 'src', 'invariants.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...place]);
  return stdout.trim().split('\n');
}
