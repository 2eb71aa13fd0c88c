import type { Db } from 'mongodb';
import type { Finding } from '../history/history.ts';

/** Which fact a booking that ended in this status must have left in the trail. */
const lastFact: Readonly<Record<string, string>> = {
  BOOKED: 'booking.success',
  REFUNDED: 'booking.refunded',
  CANCELLED: 'booking.cancelled',
  EXPIRED: 'booking.expired',
  FAILED: 'booking.failed',
};

/**
 * I6: the step that a booking ended with is in the trail. One pass over both collections, each in the order of booking
 * ids, so that a million bookings need no more memory than one.
 */
export async function* missingFacts(db: Db): AsyncGenerator<Finding> {
  const bookings = db
    .collection<{ _id: string; status: string }>('bookings')
    .find({}, { projection: { status: 1 } })
    .sort({ _id: 1 });
  const entries = db
    .collection<{ _id: string; action: string; target: { id: string } }>('auditEntries')
    .find({ action: { $in: Object.values(lastFact) } }, { projection: { action: 1, 'target.id': 1 } })
    .sort({ 'target.id': 1 })
    .allowDiskUse(true);
  let entry = await entries.next();
  for await (const { _id, status } of bookings) {
    const facts = new Set<string>();
    for (; entry && entry.target.id <= _id; entry = await entries.next()) {
      if (entry.target.id === _id) facts.add(entry.action);
    }
    const wanted = lastFact[status];
    if (wanted === undefined || facts.has(wanted)) continue;
    yield { kind: 'finding', invariant: 'I6', message: `the trail has no ${wanted}`, bookings: [_id] };
  }
  await entries.close();
}
