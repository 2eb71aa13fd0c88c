/** Opens the whole box office in order: engines, identity provider, payment doubles, demo cinema, API, counter. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Home, homeOf } from '../checkout.ts';
import { startMailCatcher } from '../doubles/mail-catcher.ts';
import { importDemo } from '../demo/import-demo.ts';
import { type Child, exitSentence, stopInTime } from '../engines/child.ts';
import { stopLeftovers } from '../engines/leftover.ts';
import { keptPort, requireFree } from '../engines/ports.ts';
import {
  type RunningIdentityProvider,
  startIdentityProvider,
} from '../identity-provider/identity-provider.ts';
import { findElectron } from '../runtimes/electron.ts';
import { findMongod } from '../runtimes/mongod.ts';
import { findRedisServer } from '../runtimes/redis-server.ts';
import type { Program } from '../runtimes/runtime.ts';
import { hasDisplay } from '../runtimes/window-system.ts';
import { startApi, stopLeftoverApi, waitUntilReady } from './api.ts';
import { claimFolder } from './claim.ts';
import { buildDesktopIfOld, openCounter, startRendererServer } from './desktop.ts';
import { openStripe, openTerminal, paymentWorld, stopLeftoverDoubles } from './doubles.ts';
import { openMongo, openRedis } from './engines.ts';
import { apiEnvironment, callbackUrl, clientId } from './environment.ts';
import type { Interruption } from './interruption.ts';
import type { StartOptions } from './options.ts';
import { type DevelopmentSecrets, openSecrets } from './secrets.ts';
import type { UndoStack } from './undo-stack.ts';

export type Opening = {
  readonly options: StartOptions;
  readonly undo: UndoStack;
  readonly interruption: Interruption;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
};

export type OpenFoyer = {
  readonly url: string;
  /** Resolves with a sentence when something that has to run has ended by itself. */
  readonly broken: Promise<string>;
};

/** Throws one sentence where it cannot go on or was interrupted; whatever it opened by then is on the undo stack. */
export async function openFoyer(opening: Opening): Promise<OpenFoyer> {
  const { options, undo, interruption, say } = opening;
  const home = homeOf();
  const url = `http://127.0.0.1:${options.port}`;
  undo.add('The claim on the data', await claimFolder(home.data));
  await stopLeftoverApi(home.data);
  await requireFree('the API', options.port);
  const { mongod, redisServer, electron } = await interruption.during(prepare(opening));
  if (options.fresh) {
    if ('address' in mongod || 'address' in redisServer) {
      throw new Error('--fresh empties only our own engines; unset MONGO_URI, REDIS_URL and REDIS_ADDR.');
    }
    await empty(home);
  }
  interruption.check();

  const mongo = await openMongo(mongod, home);
  const { child: mongoChild } = mongo;
  if (mongoChild !== undefined) undo.add('mongod', () => stopInTime(mongoChild));
  interruption.check();
  const redis = await openRedis(redisServer, home);
  const { child: redisChild } = redis;
  if (redisChild !== undefined) undo.add('redis-server', () => stopInTime(redisChild));
  interruption.check();
  const secrets = await openSecrets(home.data);
  const identityProvider = await openIdentityProvider(home, secrets, options.port);
  undo.add('The identity provider', identityProvider.stop);
  interruption.check();
  const stripe = await openStripe(home, url);
  undo.add('The Stripe double', () => stopInTime(stripe.child));
  const terminal = await openTerminal(home);
  undo.add('The card terminal double', () => stopInTime(terminal));
  interruption.check();
  const mail = await startMailCatcher({ folder: join(home.data, 'mail') });
  undo.add('The mail catcher', mail.stop);
  say(`mails to guests land in ${join(home.data, 'mail')}`);
  await importDemo({ mongoUri: mongo.address });
  interruption.check();

  const renderer =
    options.watch && electron !== undefined
      ? await startRendererServer(join(home.logs, 'vite.log'))
      : undefined;
  if (renderer !== undefined) undo.add('vite', renderer.stop);
  const world = {
    port: options.port,
    mongoUri: mongo.address,
    redisAddress: redis.address,
    smtpUrl: mail.url,
  };
  const startedAt = performance.now();
  const api = await startApi({
    url,
    env: apiEnvironment({
      ...world,
      identityProvider,
      secrets,
      payments: paymentWorld(stripe, terminal),
      rendererUrl: renderer?.url,
    }),
    dataFolder: home.data,
    logFile: join(home.logs, 'api.log'),
    watch: options.watch,
    complain: opening.complain,
  });
  undo.add('The API', () => stopInTime(api));
  const broken = firstToEnd([mongo.child, redis.child, stripe.child, terminal, api]);
  await interruption.during(Promise.race([waitUntilReady(api, url), rejectWith(broken)]));
  say(`the API was ready after ${Math.round(performance.now() - startedAt)} ms`);

  if (electron !== undefined) {
    await openWindow({ opening, home, url, electron, rendererUrl: renderer?.url });
  }
  return { url, broken };
}

/** Finds, and fetches if need be, what is to run; nothing runs yet. */
async function prepare(opening: Opening) {
  const { say } = opening;
  const mongod = await findMongod({ say });
  const redisServer = await findRedisServer({ say });
  return { mongod, redisServer, electron: await prepareCounter(opening) };
}

/** Electron and the built counter, or undefined where no window is to open. */
async function prepareCounter({ options, say }: Opening): Promise<Program | undefined> {
  if (options.headless) return undefined;
  if (!hasDisplay()) {
    say('there is no display here: serving without the counter window');
    return undefined;
  }
  const electron = await findElectron({ say });
  await buildDesktopIfOld(say);
  return electron;
}

async function empty(home: Home): Promise<void> {
  const { data } = home;
  for (const engine of ['mongo', 'redis']) await stopLeftovers(join(data, engine, 'db'));
  await stopLeftoverDoubles(home);
  await rm(data, { recursive: true, force: true });
}

async function openIdentityProvider(
  home: Home,
  secrets: DevelopmentSecrets,
  apiPort: number,
): Promise<RunningIdentityProvider> {
  const folder = join(home.data, 'identity-provider');
  const port = await keptPort(folder);
  await requireFree('the identity provider', port);
  return startIdentityProvider({
    port,
    clientId,
    clientSecret: secrets.googleClientSecret,
    redirectUris: [callbackUrl(apiPort)],
    keyFile: join(folder, 'signing-key.pem'),
  });
}

type WindowParts = {
  readonly opening: Opening;
  readonly home: Home;
  readonly url: string;
  readonly electron: Program;
  readonly rendererUrl: string | undefined;
};

async function openWindow({ opening, home, url, electron, rendererUrl }: WindowParts): Promise<void> {
  let isStopping = false;
  const counter = await openCounter({
    electron: electron.path,
    apiUrl: url,
    userDataFolder: join(home.data, 'counter'),
    logFile: join(home.logs, 'counter.log'),
    rendererUrl,
  });
  opening.undo.add('The counter', () => {
    isStopping = true;
    return counter.stop();
  });
  const tellItsEnd = async () => {
    const { code } = await counter.exited;
    if (isStopping) return;
    if (code === 0) opening.say('The counter was closed; the API goes on serving. Ctrl-C stops it.');
    else opening.complain(`The counter ended by itself; see ${join(home.logs, 'counter.log')}.`);
  };
  void tellItsEnd();
}

async function rejectWith(broken: Promise<string>): Promise<never> {
  throw new Error(await broken);
}

function firstToEnd(children: readonly (Child | undefined)[]): Promise<string> {
  const running = children.filter((child) => child !== undefined);
  return Promise.race(
    running.map(async (child) => `${exitSentence(child.name, await child.exited)}; everything else stops.`),
  );
}
