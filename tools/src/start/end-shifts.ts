import { MongoClient } from 'mongodb';

/** Ends the shift of everybody who is signed in, as hours would; their access tokens live on until they lapse. */
export async function endShifts({
  mongoUri,
  dbName,
}: {
  readonly mongoUri: string;
  readonly dbName: string;
}): Promise<void> {
  const client = await new MongoClient(mongoUri).connect();
  try {
    await client
      .db(dbName)
      .collection('sessions')
      .updateMany({}, { $set: { endsAt: new Date() } });
  } finally {
    await client.close();
  }
}
