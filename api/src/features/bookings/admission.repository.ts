import type { AuditEvent } from '@foyer/shared/audit';
import type { SeatId, ShowtimeId } from '@foyer/shared/ids';
import type { Model, QueryFilter } from 'mongoose';
import { BookingRecord, type AdmissionRecord } from './booking.ts';

export type AdmissionRepository = ReturnType<typeof createAdmissionRepository>;

/** True of bookings in which none of these seats has an admission that stands. */
export function nobodyIsIn(seats: readonly SeatId[]): QueryFilter<BookingRecord> {
  if (seats.length === 0) return {};
  return { admissions: { $not: { $elemMatch: { seat: { $in: [...seats] }, undone: null } } } };
}

/** Admissions, which are kept in the booking whose tickets they are of: it is the arbiter of who came first. */
export function createAdmissionRepository(model: Model<BookingRecord>) {
  return {
    /** Reads as `BookingRepository.read` does. */
    byReference: async (reference: string): Promise<BookingRecord | null> => {
      const found = await model.findOne({ reference, kind: 'SALE' }).read('primary').lean();
      return found ? BookingRecord.parse(found) : null;
    },

    /** Enters an admission with its fact, upon the very version that was judged; null where somebody was first. */
    admit: async (
      seen: BookingRecord,
      admission: AdmissionRecord,
      fact: AuditEvent,
    ): Promise<BookingRecord | null> => {
      const { _id, version } = seen;
      const { seat, showtimeId } = admission;
      const isFree = { _id, version, status: 'BOOKED', showtimeId, seats: seat, ...nobodyIsIn([seat]) };
      const updated = await model
        .findOneAndUpdate(
          isFree as QueryFilter<BookingRecord>,
          { $push: { admissions: admission, outbox: fact } },
          { returnDocument: 'after' },
        )
        .lean();
      return updated ? BookingRecord.parse(updated) : null;
    },

    /** Undoes this very admission, whatever else has changed; null where it does not stand any more. */
    undo: async (
      seen: BookingRecord,
      { scanHash, undone }: Pick<AdmissionRecord, 'scanHash' | 'undone'>,
      fact: AuditEvent,
    ): Promise<BookingRecord | null> => {
      const stands = { _id: seen._id, admissions: { $elemMatch: { scanHash, undone: null } } };
      const updated = await model
        .findOneAndUpdate(
          stands as QueryFilter<BookingRecord>,
          { $set: { 'admissions.$[scan].undone': undone }, $push: { outbox: fact } },
          { returnDocument: 'after', arrayFilters: [{ 'scan.scanHash': scanHash }] },
        )
        .lean();
      return updated ? BookingRecord.parse(updated) : null;
    },

    /** The sold tickets of a show, by seat. */
    soldFor: async (showtimeId: ShowtimeId): Promise<readonly SoldBooking[]> =>
      model
        .find(
          { showtimeId, claims: true, kind: 'SALE', status: 'BOOKED' },
          { reference: 1, lines: 1, admissions: 1, contact: 1 },
        )
        .read('primary')
        .lean<readonly SoldBooking[]>(),
  };
}

/** What a door lists of a booking. */
export type SoldBooking = Pick<BookingRecord, '_id' | 'reference' | 'lines' | 'contact'> &
  Partial<Pick<BookingRecord, 'admissions'>>;
