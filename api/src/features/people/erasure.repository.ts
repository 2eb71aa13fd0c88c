import { AuditActor } from '@foyer/shared/audit';
import { UserId } from '@foyer/shared/ids';
import type { ClientSession, Connection, QueryFilter } from 'mongoose';
import type { Erasure, ErasureRepository } from './erasure.ts';
import { erasureModel, type ErasureDocument } from './erasure.model.ts';

/** How long the request that asked for it may take before a worker goes on in its place. */
const graceMs = 30_000;

export function createErasureRepository(connection: Connection): ErasureRepository {
  const erasures = erasureModel(connection);
  return {
    find: async (id) => {
      const found = await erasures.findById(id).read('primary').lean<ErasureDocument>();
      return found && erasureOf(found);
    },
    due: async (now, limit) => {
      const isDue = { dueAt: { $type: 'date', $lte: now } } as QueryFilter<ErasureDocument>;
      const found = await erasures.find(isDue).sort({ dueAt: 1 }).limit(limit).lean<ErasureDocument[]>();
      return found.map(erasureOf);
    },
    end: async (id, { doneAt, lookAgainAt }) => {
      await erasures.updateOne({ _id: id }, { $set: { doneAt, dueAt: lookAgainAt } });
    },
  };
}

/** Begins one, in the transaction that keeps the person out. */
export async function openErasure(
  connection: Connection,
  session: ClientSession,
  { id, ...begun }: Erasure,
): Promise<Erasure> {
  const dueAt = new Date(begun.requestedAt.getTime() + graceMs);
  const standing = await erasureModel(connection)
    .findOneAndUpdate(
      { _id: id },
      { $setOnInsert: { ...begun, dueAt } },
      { session, upsert: true, returnDocument: 'after' },
    )
    .lean<ErasureDocument>()
    .orFail();
  return erasureOf(standing);
}

function erasureOf({ _id, by, reason, origin, requestedAt, doneAt }: ErasureDocument): Erasure {
  return { id: UserId.parse(_id), by: AuditActor.parse(by), reason, origin, requestedAt, doneAt };
}
