import type { AuditEvent } from '@foyer/shared/audit';
import type { ConflictState } from '@foyer/shared/http/lease-conflicts';
import type { ConflictId, LeaseId, SaleId, SeatId, TillId } from '@foyer/shared/ids';
import type { ClientSession, Model } from 'mongoose';
import { duplicateKeyOf } from '../../platform/mongo.ts';
import { LeaseConflictRecord, type LeaseConflictDraft } from './conflict.ts';

/** As many as anybody will look through. */
const mostListed = 500;

export type ConflictRepository = ReturnType<typeof createConflictRepository>;

/** The only place that queries sales that could not be booked. */
export function createConflictRepository(model: Model<LeaseConflictRecord>) {
  const parsed = (found: object | null) => (found ? LeaseConflictRecord.parse(found) : null);
  return {
    /** Whoever comes second with the same one changes nothing. */
    insert: async (conflict: LeaseConflictDraft, fact: AuditEvent): Promise<void> => {
      try {
        await model.db
          .collection<LeaseConflictRecord>(model.collection.name)
          .insertOne({ ...conflict, outbox: [fact] });
      } catch (error) {
        if (!duplicateKeyOf(error)) throw error;
      }
    },
    read: async (id: ConflictId) => parsed(await model.findById(id).read('primary').lean()),
    /** What a till's sale has led to. */
    ofSale: async (till: TillId, saleId: SaleId): Promise<readonly LeaseConflictRecord[]> => {
      const found = await model.find({ till, saleId }).read('primary').lean();
      return found.map((one) => LeaseConflictRecord.parse(one));
    },
    /** Seats of a lease that somebody has paid for and that nothing is decided about. */
    openSeatsOf: async (leaseId: LeaseId): Promise<ReadonlySet<SeatId>> => {
      const found = await model.find({ leaseId, state: 'OPEN' }, { sale: 1 }).read('primary').lean();
      return new Set(found.flatMap(({ sale }) => sale.lines.map(({ seat }) => seat)));
    },
    /** Newest first; of one till or of all. */
    list: async (filter: {
      readonly till: TillId | null;
      readonly state: ConflictState | undefined;
    }): Promise<readonly LeaseConflictRecord[]> => {
      const query = {
        ...(filter.till === null ? {} : { till: filter.till }),
        ...(filter.state === undefined ? {} : { state: filter.state }),
      };
      const found = await model.find(query).sort({ createdAt: -1, _id: -1 }).limit(mostListed).lean();
      return found.map((one) => LeaseConflictRecord.parse(one));
    },
    /** Within a transaction; false where it has been resolved already. */
    resolve: async (next: LeaseConflictDraft, fact: AuditEvent, session: ClientSession): Promise<boolean> => {
      const { _id, state, resolution } = next;
      const outcome = await model.updateOne(
        { _id, state: 'OPEN' },
        { $set: { state, resolution }, $push: { outbox: fact } },
        { session },
      );
      return outcome.matchedCount === 1;
    },
  };
}
