/** What is judged once, when everything is at rest: the database, the ledgers and the trail against each other. */
import type { Db } from 'mongodb';
import type { Finding } from '../history/history.ts';
import type { SystemUnderTest } from '../system/system-under-test.ts';
import { BookedMoney, judgeMoney, judgeStrayCharges } from './money.ts';

/** Which fact a booking that ended in this status must have left in the trail. */
const lastFact: Readonly<Record<string, string>> = {
  BOOKED: 'booking.success',
  REFUNDED: 'booking.refunded',
  CANCELLED: 'booking.cancelled',
  EXPIRED: 'booking.expired',
  FAILED: 'booking.failed',
};

export async function* endChecks(
  db: Db,
  { ledgers }: Pick<SystemUnderTest, 'ledgers'>,
): AsyncGenerator<Finding> {
  yield* seatsOwnedTwice(db);
  const ledger = new Map((await ledgers()).map((entry) => [entry.paymentId, entry]));
  const known = new Set<string>();
  const fields = { status: 1, totalMinor: 1, payments: 1 };
  for await (const document of db.collection('bookings').find({}, { projection: fields })) {
    const booking = BookedMoney.parse(document);
    for (const { id } of booking.payments) known.add(id);
    yield* judgeMoney(booking, ledger);
    yield* missingFacts(db, booking);
  }
  yield* judgeStrayCharges(ledger, known);
}

/** I1, past the index that forbids it. */
async function* seatsOwnedTwice(db: Db): AsyncGenerator<Finding> {
  const twice = db.collection('bookings').aggregate<{
    _id: { showtimeId: string; seat: string };
    bookings: string[];
  }>([{ $match: { claims: true } }, { $unwind: '$seats' }, { $group: { _id: { showtimeId: '$showtimeId', seat: '$seats' }, bookings: { $push: '$_id' } } }, { $match: { 'bookings.1': { $exists: true } } }]);
  for await (const { _id, bookings } of twice) {
    const message = 'two bookings own one seat';
    yield {
      kind: 'finding',
      invariant: 'I1',
      message,
      showtime: _id.showtimeId,
      seats: [_id.seat],
      bookings,
    };
  }
}

/** I6: the step that a booking ended with is in the trail, and no fact of it is there twice. */
async function* missingFacts(db: Db, { _id, status }: BookedMoney): AsyncGenerator<Finding> {
  const entries = await db
    .collection<{ _id: string; id?: string; action: string }>('auditEntries')
    .find({ 'target.id': _id, action: { $regex: '^(booking|payment)\\.' } })
    .toArray();
  const ids = entries.map((entry) => entry.id ?? entry._id);
  const wanted = lastFact[status];
  if (wanted !== undefined && !entries.some(({ action }) => action === wanted)) {
    yield { kind: 'finding', invariant: 'I6', message: `the trail has no ${wanted}`, bookings: [_id] };
  }
  if (new Set(ids).size < ids.length) {
    yield { kind: 'finding', invariant: 'I6', message: 'the trail tells a fact twice', bookings: [_id] };
  }
}
