/** The least a sale can cost: two durable writes of the driver, the booking's claim and its audit entry. */
import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';

const { MONGO_URI = '', DATABASE = '' } = process.env;
const client = await new MongoClient(MONGO_URI, {
  maxPoolSize: 64,
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: 10_000 },
}).connect();
const bookings = client.db(DATABASE).collection<{ _id: string }>('bareBookings');
const audit = client.db(DATABASE).collection<{ _id: string }>('bareAudit');
await bookings.createIndex(
  { showtimeId: 1, seats: 1 },
  { unique: true, partialFilterExpression: { claims: true } },
);

async function sell(showtimeId: string, seats: readonly string[]): Promise<void> {
  const about = { showtimeId, seats, at: new Date(), actor: { id: 'usr_1', role: 'CASHIER' } };
  const _id = randomUUID();
  const lines = seats.map((seat) => ({ seat, ticketTypeId: 'adult', priceMinor: 1000 }));
  await bookings.insertOne({ _id, ...about, claims: true, status: 'BOOKED', version: 1, lines } as {
    _id: string;
  });
  await audit.insertOne({ _id: `${_id}:1`, ...about, action: 'booking.success', target: _id } as {
    _id: string;
  });
}

process.on('message', ({ sales, inFlight }: { sales: number; inFlight: number }) => {
  const show = randomUUID();
  let next = 0;
  const work = async (): Promise<void> => {
    for (let n = next++; n < sales; n = next++) await sell(show, [`A${2 * n}`, `A${2 * n + 1}`]);
  };
  const startedAt = performance.now();
  void Promise.all(Array.from({ length: inFlight }, work)).then(() =>
    process.send?.({ ms: performance.now() - startedAt }),
  );
});
process.send?.({ ms: 0 });
