/**
 * A whole box office for behaviour tests: the API as `compose` builds it on the run's real mongod and redis-server,
 * with a database and a Redis namespace of its own, the stand-in for Google, and a small cinema.
 *
 *   const box = await startBoxOffice();                    // once per file, in beforeAll; `await box.stop()` in afterAll
 *   const casey = await box.signIn('CASHIER');             // the demo account of the role, through the whole sign-in
 *   const anna = await box.signIn('anna@example.test');    // anybody else, a USER
 *   const crowd = box.actAs('USER', 'u_17');               // no sign-in: a token signed with the server's key; quick
 *   const { status, body, code } = await casey.call(lockSeats, { params: { id: shows.open }, body: { seats } });
 *   box.anonymous.call(getSeatMap, …)                      // nobody
 *   casey.send('POST', '/api/…', { body, headers })        // anything at all, answered as text
 *
 * `call` parses replies by their contract and fails on a status or problem the contract does not name; `body` throws
 * where the call was refused, `code` and `problem` say why. A contract that needs an Idempotency-Key gets a fresh one
 * unless `key` is given; `key: null` sends none.
 *
 * `box.clock.advance(ms)` moves the server's clock (not Redis', by which holds end: use `env: { HOLD_TTL_SECONDS: '1' }`).
 * `box.stripe` and `box.terminal` are the doubles that take this API's money: their ledgers, and orders for trouble.
 * `box.addNode()` starts a second server on the same data. `box.connection` and `box.redis` look behind the counter.
 */
import { randomBytes } from 'node:crypto';
import { compose, type App, type Overrides } from '@foyer/api/compose';
import { readConfig, type Config } from '@foyer/api/config';
import type { ImportDocument } from '@foyer/api/features/catalogue/import/import-schema';
import { connectMongo } from '@foyer/api/platform/mongo';
import type { Role } from '@foyer/shared/roles';
import { freePort } from '@foyer/tools/engines/ports';
import { demoAccounts } from '@foyer/tools/identity-provider/accounts';
import { startIdentityProvider } from '@foyer/tools/identity-provider/identity-provider';
import { signIn } from '@foyer/tools/sign-in/sign-in';
import { Redis } from 'ioredis';
import type { Connection } from 'mongoose';
import { eventually } from './eventually.ts';
import { buildCinema } from './cinema.ts';
import { Client } from './client.ts';
import { environmentOf } from './environment.ts';
import { type BoxDoubles, doublesFor, type EngineUrls, urlsOfTheRun } from './doubles.ts';
import { importCinema } from './import-cinema.ts';
import { accountOf, emailOf, mintToken } from './people.ts';
import { TestClock } from './test-clock.ts';

export interface BoxOfficeOptions {
  /** Environment variables that differ from the harness' own. */
  readonly env?: Readonly<Record<string, string>>;
  /** What plays; `null` imports nothing. Default: `buildCinema()`. */
  readonly cinema?: ImportDocument | null;
  /** What `compose` takes beside the clock. */
  readonly overrides?: Omit<Overrides, 'clock'>;
  /** Engines of the test's own. Default: the run's. */
  readonly mongoUri?: string;
  readonly redisUrl?: string;
  /** Engines and doubles outside a run of vitest. */
  readonly urls?: EngineUrls;
  /** Whether Stripe's events come to this API; without them it has to ask. Default: no. */
  readonly webhooks?: boolean;
}

export interface BoxOffice extends Pick<BoxDoubles, 'stripe' | 'terminal'> {
  readonly origin: string;
  readonly config: Config;
  readonly clock: TestClock;
  readonly connection: Connection;
  readonly redis: Redis;
  readonly mongoUri: string;
  readonly redisUrl: string;
  readonly namespace: string;
  readonly anonymous: Client;
  /** Signs in through the stand-in. */
  readonly signIn: (who: Role | (string & {})) => Promise<Client>;
  /** A client with a token of our own making; the person is in no database. */
  readonly actAs: (role: Role, userId?: string, origin?: string) => Client;
  /** Another server on the same data, on a port of its own; `stop` of the box office stops it too. */
  readonly addNode: (env?: Readonly<Record<string, string>>) => Promise<App>;
  /** Lets the API's background jobs look at once: reconciler, erasures and so on, each of which has its interval. */
  readonly wakeWorkers: () => void;
  /** Stops the API and starts it again with the same data. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startBoxOffice(options: BoxOfficeOptions = {}): Promise<BoxOffice> {
  const { urls = urlsOfTheRun(), overrides = {} } = options;
  const { mongoUri = urls.mongoUri, redisUrl = urls.redisUrl } = options;
  const namespace = `t-${randomBytes(6).toString('hex')}`;
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const accounts = [...demoAccounts];
  const google = { clientId: 'foyer-tests', clientSecret: 'a secret of the tests' };
  const redirectUris = [`${origin}/api/auth/google/callback`];
  const provider = await startIdentityProvider({ port: 0, ...google, redirectUris, accounts });
  const { env: payments, stripe, terminal } = doublesFor(namespace, urls);
  const engines = { mongoUri, redisUrl, namespace };
  const environment = { ...environmentOf({ port, ...engines, google, provider }), ...payments };
  const config = readConfig({ ...environment, ...options.env });
  const clock = new TestClock();
  const connection = await connectMongo({ ...config.mongo, serverSelectionTimeoutMs: 5_000 });
  const cinema = options.cinema === undefined ? buildCinema() : options.cinema;
  if (cinema !== null) await importCinema(connection, cinema);
  // Of a cluster this is one node, which answers for its own slots only.
  const redis = new Redis(config.redis.url, { maxRetriesPerRequest: null });
  redis.on('error', () => undefined); // tests of outages end the server under it
  let app = await compose(config, { ...overrides, clock });
  // On a machine that is busy with something else a connection may be cut off and mended while the API starts.
  if (!options.redisUrl && !options.mongoUri) await untilReady(origin);
  if (options.webhooks === true) await stripe.listenAt(`${origin}/api/webhooks/stripe`);
  const nodes: App[] = [];

  return {
    origin,
    config,
    clock,
    connection,
    redis,
    stripe,
    terminal,
    mongoUri,
    redisUrl,
    namespace,
    anonymous: new Client(origin),
    signIn: async (who) => {
      const email = isRole(who) ? emailOf[who] : who;
      if (!accounts.some((account) => account.email === email)) accounts.push(accountOf(email));
      const { accessToken } = await signIn(origin, email);
      return new Client(origin, accessToken);
    },
    actAs: (role, userId = `u_${randomBytes(6).toString('hex')}`, at = origin) =>
      new Client(at, mintToken(config, { userId, role })),
    addNode: async (env = {}) => {
      const node = await compose(readConfig({ ...environment, PORT: '0', ...options.env, ...env }), {
        ...overrides,
        clock,
      });
      nodes.push(node);
      return node;
    },
    wakeWorkers: () => app.wakeWorkers(),
    restart: async () => {
      await app.stop();
      app = await compose(config, { ...overrides, clock });
    },
    stop: async () => {
      if (options.webhooks === true) await stripe.stopListening();
      await Promise.all([app, ...nodes].map((node) => node.stop()));
      await provider.stop();
      redis.disconnect();
      await connection.dropDatabase().catch(() => undefined); // its engine may be stopped already
      await connection.close();
    },
  };
}

async function untilReady(origin: string): Promise<void> {
  await eventually(async () => {
    if ((await fetch(`${origin}/readyz`)).status !== 200) throw new Error('not ready');
  }, 10_000);
}

function isRole(who: string): who is Role {
  return who in emailOf;
}
