/**
 * A whole installation on this machine, of any shape, every part of which can be killed, paused and started again:
 *
 *   const stack = await startStack({ shape, folder, say });
 *   await stack.part('redis-2').kill();
 *   await stack.part('redis-2').restart();
 *   stack.part('api-1').facts.proxy?.cut();       // with `proxies: true`
 *   await stack.stop();
 *
 * `stack.json` in the folder tells the same to other processes; see `description.ts`.
 */
import { join } from 'node:path';
import { importDemo } from '../demo/import-demo.ts';
import { stopInTime } from '../engines/child.ts';
import { keptPort, requireFree } from '../engines/ports.ts';
import { startIdentityProvider } from '../identity-provider/identity-provider.ts';
import { claimFolder } from '../start/claim.ts';
import { openStripe, openTerminal, paymentWorld, stopLeftoverDoubles } from '../start/doubles.ts';
import { apiEnvironment, callbackUrl, clientId } from '../start/environment.ts';
import { openSecrets } from '../start/secrets.ts';
import { UndoStack } from '../start/undo-stack.ts';
import { startApiPart } from './api-parts.ts';
import { removeDescription, type StackFacts, writeDescription } from './description.ts';
import { startMongoParts, startRedisParts } from './engine-parts.ts';
import { claimShape, type Ground } from './ground.ts';
import type { StackShape } from './options.ts';
import type { Part } from './part.ts';

export type StackOptions = {
  readonly shape: StackShape;
  /** `data/`, `logs/` and `stack.json` are made in it. */
  readonly folder: string;
  /** The first API process' port; the others follow. Undefined takes free ones. */
  readonly port?: number;
  /** From empty data. */
  readonly fresh?: boolean;
  /** A fault proxy before every part: `part.facts.proxy`. */
  readonly proxies?: boolean;
  /** What API processes run instead of the API's own main. */
  readonly apiProgram?: string;
  /** What their environment has beside or instead of the usual. */
  readonly env?: Readonly<Record<string, string>>;
  readonly say: (line: string) => void;
  /** Asked between the steps of the start; throws to end it. */
  readonly check?: () => void;
};

export type Stack = StackFacts & {
  readonly parts: readonly Part[];
  /** Throws where there is none of that name. */
  readonly part: (name: string) => Part;
  /** Signs access tokens. */
  readonly jwtSecret: string;
  readonly restart: (part: Part) => Promise<void>;
  readonly kill: (part: Part) => Promise<void>;
  readonly pause: (part: Part) => void;
  readonly resume: (part: Part) => void;
  /** Stops everything, newest first; answers whether all went in order. Idempotent. */
  readonly stop: () => Promise<boolean>;
};

/** Resolves when every API process is ready. Where it throws, nothing is left running. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const undo = new UndoStack(options.say);
  try {
    return await open(options, undo);
  } catch (error) {
    await undo.undoAll();
    throw error;
  }
}

async function open(options: StackOptions, undo: UndoStack): Promise<Stack> {
  const { shape, folder, say, check = () => undefined } = options;
  const dataFolder = join(folder, 'data');
  undo.add('The claim on the data', await claimFolder(dataFolder));
  await claimShape(dataFolder, shape, options.fresh ?? false);
  const parts: Part[] = [];
  let facts: StackFacts | undefined;
  const describe = (): void => {
    if (facts !== undefined) writeDescription(folder, facts, parts);
  };
  const ground: Ground = {
    dataFolder,
    logFolder: join(folder, 'logs'),
    undo,
    withProxies: options.proxies ?? false,
    say,
    onChange: describe,
  };

  const mongo = await startMongoParts(ground, shape);
  parts.push(...mongo.parts);
  check();
  const redis = await startRedisParts(ground, shape);
  parts.push(...redis.parts);
  check();
  const ports = await apiPorts(dataFolder, shape, options.port);
  const secrets = await openSecrets(dataFolder);
  const providerFolder = join(dataFolder, 'identity-provider');
  const providerPort = await keptPort(providerFolder);
  await requireFree('the identity provider', providerPort);
  const provider = await startIdentityProvider({
    port: providerPort,
    clientId,
    clientSecret: secrets.googleClientSecret,
    redirectUris: ports.map(callbackUrl),
    keyFile: join(providerFolder, 'signing-key.pem'),
  });
  undo.add('The identity provider', provider.stop);
  say(`the identity provider runs at ${provider.issuer}`);
  const home = { data: dataFolder, logs: ground.logFolder };
  await stopLeftoverDoubles(home);
  const stripe = await openStripe(home, `http://127.0.0.1:${ports[0]}`);
  undo.add('The Stripe double', () => stopInTime(stripe.child));
  const terminal = await openTerminal(home);
  undo.add('The card terminal double', () => stopInTime(terminal));
  await importDemo({ mongoUri: mongo.address });
  check();

  const world = {
    mongoUri: mongo.address,
    redisAddress: redis.address,
    identityProvider: provider,
    secrets,
    payments: paymentWorld(stripe, terminal),
  };
  for (const wish of wishes(shape)) {
    const port = wish.kind === 'api' ? ports[wish.index] : undefined;
    const env = {
      ...apiEnvironment({ ...world, port: port ?? 0, rendererUrl: undefined }),
      ROLES: wish.roles,
      ...options.env,
    };
    parts.push(await startApiPart(ground, { ...wish, port, program: options.apiProgram, env }));
    check();
  }
  facts = {
    urls: parts
      .filter(({ facts: { kind } }) => kind === 'api')
      .map(({ facts: at }) => `http://${at.address}`),
    mongoUri: mongo.address,
    redisAddress: redis.address,
    issuer: provider.issuer,
    ledgerUrls: [stripe.child.ledgerUrl, terminal.ledgerUrl],
  };
  describe();
  undo.add('The description', () => removeDescription(folder));

  let stopping: Promise<boolean> | undefined;
  return {
    ...facts,
    parts,
    part: (name) => {
      const found = parts.find((part) => part.name === name);
      if (found === undefined) throw new Error(`This stack has no part ${name}.`);
      return found;
    },
    jwtSecret: secrets.jwtSecret,
    restart: (part) => part.restart(),
    kill: (part) => part.kill(),
    pause: (part) => part.pause(),
    resume: (part) => part.resume(),
    stop: () => (stopping ??= undo.undoAll()),
  };
}

type Wish = {
  readonly name: string;
  readonly kind: 'api' | 'worker';
  readonly index: number;
  readonly roles: string;
};

function wishes({ nodes, workers }: StackShape): readonly Wish[] {
  const roles = workers === 0 ? 'api,worker' : 'api';
  return [
    ...Array.from({ length: nodes }, (_, index): Wish => ({
      name: `api-${index + 1}`,
      kind: 'api',
      index,
      roles,
    })),
    ...Array.from({ length: workers }, (_, index): Wish => ({
      name: `worker-${index + 1}`,
      kind: 'worker',
      index,
      roles: 'worker',
    })),
  ];
}

async function apiPorts(
  dataFolder: string,
  { nodes }: StackShape,
  first: number | undefined,
): Promise<readonly number[]> {
  const indexes = Array.from({ length: nodes }, (_, index) => index);
  if (first !== undefined) return indexes.map((index) => first + index);
  return Promise.all(indexes.map((index) => keptPort(join(dataFolder, `api-${index + 1}`))));
}
