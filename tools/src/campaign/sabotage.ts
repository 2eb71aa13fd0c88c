/** Faults planted in the house on purpose: a checker that does not find them proves nothing. */
import { MongoClient } from 'mongodb';
import type { SystemUnderTest } from './system/system-under-test.ts';

export const sabotages = ['double-sell', 'lose-booking', 'orphan-charge'] as const;
export type Sabotage = (typeof sabotages)[number];

const arbiterIndex = 'one-claim-per-seat';
const lost = 3;

/** Plants it into the running house; answers what was done, in one line. */
export async function plant(kind: Sabotage, system: SystemUnderTest): Promise<string> {
  switch (kind) {
    case 'double-sell':
      return withBookings(system, async (bookings) => {
        await bookings.dropIndex(arbiterIndex);
        for (const node of system.nodes) node.sabotage('double-sell');
        return 'the arbiter index is gone, and some sales are not told to Redis';
      });
    case 'lose-booking':
      return withBookings(system, async (bookings) => {
        const victims = await bookings.find({ status: 'BOOKED' }).limit(lost).toArray();
        await bookings.deleteMany({ _id: { $in: victims.map(({ _id }) => _id) } });
        return `deleted ${victims.map(({ _id }) => _id).join(' ')}`;
      });
    case 'orphan-charge':
      return `charged ${await system.chargeOrphan()}, which no booking has`;
  }
}

async function withBookings(
  { mongoUri, database }: SystemUnderTest,
  run: (bookings: ReturnType<typeof collectionOf>) => Promise<string>,
): Promise<string> {
  const client = await new MongoClient(mongoUri).connect();
  try {
    return await run(collectionOf(client, database));
  } finally {
    await client.close();
  }
}

function collectionOf(client: MongoClient, database: string) {
  return client.db(database).collection<{ _id: string; status: string }>('bookings');
}
