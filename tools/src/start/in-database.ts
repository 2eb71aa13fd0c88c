import { type Db, MongoClient } from 'mongodb';

export type { Db } from 'mongodb';

export interface DatabasePlace {
  readonly mongoUri: string;
  readonly dbName: string;
}

/** Looks behind the counter. */
export async function inDatabase<Value>(
  { mongoUri, dbName }: DatabasePlace,
  run: (db: Db) => Promise<Value>,
): Promise<Value> {
  const client = await new MongoClient(mongoUri).connect();
  try {
    return await run(client.db(dbName));
  } finally {
    await client.close();
  }
}
