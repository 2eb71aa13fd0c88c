/** Where `npm start` runs its engines: each one's port is kept beside its data. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { homeOf } from './checkout.ts';

export async function keptMongoUri(): Promise<string | undefined> {
  const port = await keptPort('mongo');
  return port === undefined ? undefined : `mongodb://127.0.0.1:${port}/?directConnection=true`;
}

export async function keptRedisAddress(): Promise<string | undefined> {
  const port = await keptPort('redis');
  return port === undefined ? undefined : `127.0.0.1:${port}`;
}

async function keptPort(engine: 'mongo' | 'redis'): Promise<number | undefined> {
  const kept = await readFile(join(homeOf().data, engine, 'port'), 'utf8').catch(() => '');
  const port = Number.parseInt(kept, 10);
  return Number.isInteger(port) ? port : undefined;
}
