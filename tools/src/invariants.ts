/**
 * `npm run invariants -- [--mongo-uri URI] [--database NAME] [--redis ADDR …] [--namespace NAME]`: holds a box office to
 * its promises, one line each. Ends with 1 where one is broken, with 2 where one could not be checked. It only reads.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { hallReader } from '@foyer/api/compose/invariants';
import { openRedisEngine, type RedisEngine } from '@foyer/api/compose/redis-engine';
import { createCatalogueRepository } from '@foyer/api/features/catalogue/catalogue.repository';
import { createCatalogueService } from '@foyer/api/features/catalogue/catalogue.service';
import { checkInvariants } from '@foyer/api/features/invariants/check-invariants';
import { InvariantRepository } from '@foyer/api/features/invariants/invariant.repository';
import type { HallReader } from '@foyer/api/features/invariants/looks';
import type { RoundReport } from '@foyer/api/features/invariants/report';
import { seatKeys } from '@foyer/api/features/seats/seat-keys';
import { systemClock } from '@foyer/api/platform/clock';
import { createLogger } from '@foyer/api/platform/logger';
import { connectMongo } from '@foyer/api/platform/mongo';
import { readRedisAddress } from '@foyer/api/platform/redis-address';
import type { Connection } from 'mongoose';
import { keptMongoUri, keptRedisAddress } from './kept-engines.ts';

const nowhere = 'No database was found: run "npm start" first, set MONGO_URI, or pass --mongo-uri.';

type Wish = {
  readonly mongoUri: string;
  readonly database: string;
  readonly redisAddress: string | undefined;
  readonly namespace: string;
};

async function readWish(args: readonly string[]): Promise<Wish> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'mongo-uri': { type: 'string' },
      database: { type: 'string' },
      redis: { type: 'string', multiple: true },
      namespace: { type: 'string' },
    },
  });
  const mongoUri = values['mongo-uri'] ?? (process.env['MONGO_URI'] || (await keptMongoUri()));
  if (mongoUri === undefined) throw new Error(nowhere);
  return {
    mongoUri,
    database: values.database ?? (process.env['MONGO_DB'] || 'foyer'),
    redisAddress: values.redis?.join(',') ?? (process.env['REDIS_ADDR'] || (await keptRedisAddress())),
    namespace: values.namespace ?? (process.env['REDIS_NAMESPACE'] || 'foyer'),
  };
}

async function main(): Promise<number> {
  const wish = await readWish(process.argv.slice(2));
  const { mongoUri: uri, database } = wish;
  const connection = await connectMongo({ uri, database, serverSelectionTimeoutMs: 3_000 });
  const redis = await openRedis(wish);
  try {
    const collections = await connection.db?.listCollections({ name: 'bookings' }).toArray();
    if (!collections?.length)
      throw new Error(`The database ${database} has no bookings: is it the right one?`);
    const { verdicts } = await wholeRound(connection, redis && hallsOf(connection, redis, wish));
    for (const { invariant, text } of verdicts) console.log(`${invariant} ${text}`);
    if (verdicts.some(({ state }) => state === 'BROKEN')) return 1;
    return verdicts.some(({ state }) => state === 'UNCHECKED') ? 2 : 0;
  } finally {
    redis?.redis.disconnect();
    await connection.close();
  }
}

async function wholeRound(connection: Connection, halls: HallReader | null): Promise<RoundReport> {
  const repository = new InvariantRepository(connection);
  const round = checkInvariants({ repository, halls, clock: systemClock });
  for (;;) {
    const step = await round.next();
    if (step.done) return step.value;
    if (step.value > 0) await delay(step.value);
  }
}

function hallsOf(connection: Connection, redis: RedisEngine, { namespace }: Wish): HallReader {
  const repository = createCatalogueRepository(connection);
  const catalogue = createCatalogueService({ repository, clock: systemClock });
  return hallReader({ ...redis, keys: seatKeys(namespace) }, catalogue);
}

/** Everything else is checked where Redis is away; its line says so. */
async function openRedis({ redisAddress, namespace }: Wish): Promise<RedisEngine | null> {
  if (redisAddress === undefined) return null;
  const address = readRedisAddress(redisAddress);
  if (!address) throw new Error(`--redis: ${redisAddress} is no address.`);
  try {
    return await openRedisEngine(address, seatKeys(namespace), createLogger('silent'));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return null;
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
