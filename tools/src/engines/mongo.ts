/** mongod as a replica set of one node: transactions and change streams need one. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { MongoClient, MongoServerError } from 'mongodb';
import { findMongodProgram } from '../runtimes/mongod.ts';
import type { Program } from '../runtimes/runtime.ts';
import { type Child, exitSentence, startChild } from './child.ts';
import { stopLeftovers } from './leftover.ts';
import { keepPort, keptPort, requireFree } from './ports.ts';

const replicaSet = 'foyer';
const startLimitMs = 60_000;
const alreadyInitialized = 23;

export type MongoOptions = {
  /** Made if missing. Holds `db/` (mongod's) and `port`. */
  readonly dataDir: string;
  /** Default: the port kept beside the data, chosen free the first time. Another one later needs empty data. */
  readonly port?: number;
  /** mongod's own log; default `mongod.log` in the data folder. */
  readonly logFile?: string;
  readonly program?: Program;
  /** Memory for its cache; default 0.5. */
  readonly cacheGb?: number;
  /** Further mongod arguments. */
  readonly extraArgs?: readonly string[];
};

export type RunningMongo = Child & { readonly uri: string; readonly version: string; readonly port: number };

/** Resolves when the node is primary and takes writes. Throws one sentence if it does not come up. */
export async function startMongo(options: MongoOptions): Promise<RunningMongo> {
  const mongod = await launchMongod(options);
  try {
    await Promise.race([initiateReplicaSet([mongod.port]), mongod.failed]);
  } catch (error) {
    await mongod.child.stop();
    throw error;
  }
  const { child, port, version } = mongod;
  return { ...child, uri: replicaSetUri([port]), version, port };
}

export type LaunchedMongod = {
  readonly child: Child;
  readonly port: number;
  readonly version: string;
  /** Rejects with its last complaint when it ends. */
  readonly failed: Promise<never>;
};

/** Starts a member of the replica set, which may have none yet; resolves once it answers. */
export async function launchMongod(options: MongoOptions): Promise<LaunchedMongod> {
  const { dataDir } = options;
  const program = options.program ?? (await findMongodProgram());
  const database = join(dataDir, 'db');
  await mkdir(database, { recursive: true });
  await stopLeftovers(database);
  if (options.port !== undefined) await keepPort(dataDir, options.port);
  const port = await keptPort(dataDir);
  await requireFree('mongod', port);
  const logFile = options.logFile ?? join(dataDir, 'mongod.log');
  const child = await startChild({
    name: 'mongod',
    command: program.path,
    args: [...mongodArgs(database, port, options.cacheGb ?? 0.5), ...(options.extraArgs ?? [])],
    logFile,
    graceMs: 15_000,
  });
  const failed = rejectOnExit(child, logFile);
  // After the start its end is expected: nobody waits for this promise any more.
  failed.catch(() => undefined);
  try {
    const client = await Promise.race([connect(port, Date.now() + startLimitMs), failed]);
    await client.close();
  } catch (error) {
    await child.stop();
    throw error;
  }
  return { child, port, version: program.version, failed };
}

export function replicaSetUri(ports: readonly number[]): string {
  return `mongodb://${ports.map((port) => `127.0.0.1:${port}`).join(',')}/?replicaSet=${replicaSet}`;
}

function mongodArgs(database: string, port: number, cacheGb: number): readonly string[] {
  return [
    '--dbpath',
    database,
    '--port',
    String(port),
    '--bind_ip',
    '127.0.0.1',
    '--nounixsocket',
    '--replSet',
    replicaSet,
    '--wiredTigerCacheSizeGB',
    String(cacheGb),
    '--oplogSize',
    '256',
    // By default a primary asked to stop waits 15 s for other members; there are none.
    '--setParameter',
    'shutdownTimeoutMillisForSignaledShutdown=100',
    '--setParameter',
    'diagnosticDataCollectionEnabled=false',
  ];
}

/**
 * Makes these members a replica set, unless they are one, and waits until each is primary or secondary. `announced` are
 * the ports under which they and everybody else find them, where that is not their own.
 */
export async function initiateReplicaSet(
  ports: readonly number[],
  announced: readonly number[] = ports,
): Promise<void> {
  const deadline = Date.now() + startLimitMs;
  const clients = await Promise.all(ports.map((port) => connect(port, deadline)));
  try {
    const members = announced.map((port, index) => ({ _id: index, host: `127.0.0.1:${port}` }));
    // Quicker than the usual ten seconds to see that a primary has gone.
    const settings = ports.length > 1 ? { electionTimeoutMillis: 2_000, heartbeatIntervalMillis: 500 } : {};
    const request = { replSetInitiate: { _id: replicaSet, members, settings } };
    await clients[0]
      ?.db('admin')
      .command(request)
      .catch((error: unknown) => {
        if (!(error instanceof MongoServerError) || error.code !== alreadyInitialized) throw error;
      });
    while (Date.now() < deadline) {
      const hellos = await Promise.all(clients.map((client) => client.db('admin').command({ hello: 1 })));
      const hasPrimary = hellos.some((hello) => hello['isWritablePrimary'] === true);
      if (hasPrimary && hellos.every((hello) => hello['isWritablePrimary'] || hello['secondary'])) return;
      await delay(20);
    }
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
  throw new Error(`mongod did not become primary within ${startLimitMs / 1_000} s.`);
}

async function connect(port: number, deadline: number): Promise<MongoClient> {
  const uri = `mongodb://127.0.0.1:${port}/?directConnection=true`;
  for (;;) {
    const client = new MongoClient(uri, { serverSelectionTimeoutMS: 250, maxPoolSize: 1 });
    try {
      return await client.connect();
    } catch (error) {
      await client.close();
      if (Date.now() > deadline) throw error;
      await delay(30);
    }
  }
}

async function rejectOnExit(child: Child, logFile: string): Promise<never> {
  const exit = await child.exited;
  throw new Error(`${exitSentence('mongod', exit)}: ${await lastComplaint(logFile)}`);
}

/** mongod logs a JSON object per line; fatal and error lines carry the reason. */
async function lastComplaint(logFile: string): Promise<string> {
  const lines = (await readFile(logFile, 'utf8')).trim().split('\n').reverse();
  const complaint = lines.find((line) => /"s":"[EF]"/.test(line)) ?? lines[0] ?? '';
  const message = /"msg":"([^"]*)"/.exec(complaint)?.[1];
  const cause = /"error":"([^"]*)"/.exec(complaint)?.[1];
  return [message ?? complaint, cause].filter((part) => part !== undefined).join(' ');
}
