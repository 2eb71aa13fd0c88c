import type { TillId } from '@foyer/shared/ids';
import type { Model } from 'mongoose';
import { UnreportedMoney, type BookingRecord } from './booking.ts';

export type UnreportedRepository = ReturnType<typeof createUnreportedRepository>;

/** Money of tills that waits in bookings for the report of a shift. */
export function createUnreportedRepository(model: Model<BookingRecord>) {
  return {
    /** Everything that waits for a report of this till. */
    ofTill: async (tillId: TillId): Promise<readonly UnreportedMoney[]> => {
      const found = await model.collection
        .find({ 'unreported.tillId': { $eq: tillId, $gt: '' } }, { projection: { unreported: 1 } })
        .toArray();
      return found
        .flatMap(({ unreported }) => UnreportedMoney.array().parse(unreported))
        .filter((money) => money.tillId === tillId);
    },
    /** Takes out what is in a report now; the versions stay, nothing about the bookings changed. */
    forget: async (reported: readonly Pick<UnreportedMoney, 'id' | 'bookingId'>[]): Promise<void> => {
      if (reported.length === 0) return;
      const byBooking = Map.groupBy(reported, ({ bookingId }) => bookingId);
      await model.bulkWrite(
        [...byBooking].map(([_id, money]) => ({
          updateOne: {
            filter: { _id },
            update: { $pull: { unreported: { id: { $in: money.map(({ id }) => id) } } } },
          },
        })),
        { ordered: false },
      );
    },
  };
}
