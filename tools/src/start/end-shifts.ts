import { type DatabasePlace, inDatabase } from './in-database.ts';

/** Ends the shift of everybody who is signed in, as hours would; their access tokens live on until they lapse. */
export async function endShifts(place: DatabasePlace): Promise<void> {
  await inDatabase(place, (db) => db.collection('sessions').updateMany({}, { $set: { endsAt: new Date() } }));
}
