/** What is judged once, when everything is at rest: the database, the ledgers and the trail against each other. */
import type { Db } from 'mongodb';
import type { Finding } from '../history/history.ts';
import type { SystemUnderTest } from '../system/system-under-test.ts';
import { missingFacts } from './missing-facts.ts';
import { BookedMoney, judgeMoney, judgeStrayCharges } from './money.ts';

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
    yield* stillWaiting(booking);
  }
  yield* judgeStrayCharges(ledger, known);
  yield* missingFacts(db);
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

/** I8: at rest nothing is due any more, so whoever still waits for money is looked after by nobody. */
function* stillWaiting({ _id, status }: BookedMoney): Generator<Finding> {
  if (status !== 'PENDING') return;
  const message = 'a booking waits for money, and nobody will look after it';
  yield { kind: 'finding', invariant: 'I8', message, bookings: [_id] };
}
