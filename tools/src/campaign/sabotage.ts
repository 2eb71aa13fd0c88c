/** Faults planted in the house on purpose: a checker that does not find them proves nothing. */
import { type Db, MongoClient } from 'mongodb';
import type { SystemUnderTest } from './system/system-under-test.ts';

export const sabotages = [
  'double-sell',
  'lose-booking',
  'orphan-charge',
  'lost-audit',
  'stuck-pending',
] as const;
export type Sabotage = (typeof sabotages)[number];

/** What each of them breaks: a violation of anything else proves nothing about it. */
export const brokenBy: Readonly<Record<Sabotage, readonly string[]>> = {
  'double-sell': ['I1', 'I3'],
  'lose-booking': ['I2'],
  'orphan-charge': ['I4'],
  'lost-audit': ['I6'],
  'stuck-pending': ['I8'],
};

const arbiterIndex = 'one-claim-per-seat';
const lost = 3;
/** Some of them go on: people give bookings back, and pay or cancel what waits. */
const many = 30;

/** Plants it into the running house; answers what was done, in one line. */
export async function plant(kind: Sabotage, system: SystemUnderTest): Promise<string> {
  switch (kind) {
    case 'double-sell':
      return withDatabase(system, async (db) => {
        const bookings = bookingsIn(db);
        await bookings.dropIndex(arbiterIndex);
        for (const node of system.nodes) node.sabotage('double-sell');
        return 'the arbiter index is gone, and some sales are not told to Redis';
      });
    case 'lose-booking':
      return withDatabase(system, async (db) => {
        const bookings = bookingsIn(db);
        const victims = await bookings.find({ status: 'BOOKED' }).limit(lost).toArray();
        await bookings.deleteMany({ _id: { $in: victims.map(({ _id }) => _id) } });
        return `deleted ${victims.map(({ _id }) => _id).join(' ')}`;
      });
    case 'lost-audit':
      return withDatabase(system, async (db) => {
        const sold = await bookingsIn(db).find({ status: 'BOOKED' }).limit(many).toArray();
        const ids = sold.map(({ _id }) => _id);
        const entries = { 'target.id': { $in: ids }, action: 'booking.success' };
        const { deletedCount } = await db.collection('auditEntries').deleteMany(entries);
        return `removed ${deletedCount} entries of the trail`;
      });
    case 'stuck-pending':
      return withDatabase(system, async (db) => {
        const waiting = await bookingsIn(db).find({ status: 'PENDING' }).limit(many).toArray();
        const ids = { _id: { $in: waiting.map(({ _id }) => _id) }, status: 'PENDING' };
        const { modifiedCount } = await bookingsIn(db).updateMany(ids, { $set: { dueAt: null } });
        return `${modifiedCount} waiting bookings will not be looked after`;
      });
    case 'orphan-charge':
      return `charged ${await system.chargeOrphan()}, which no booking has`;
  }
}

async function withDatabase(
  { mongoUri, database }: SystemUnderTest,
  run: (db: Db) => Promise<string>,
): Promise<string> {
  const client = await new MongoClient(mongoUri).connect();
  try {
    return await run(client.db(database));
  } finally {
    await client.close();
  }
}

function bookingsIn(db: Db) {
  return db.collection<{ _id: string; status: string; dueAt: Date | null }>('bookings');
}
