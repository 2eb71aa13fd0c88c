import { TillId, UserId } from '@foyer/shared/ids';
import { TillStatus } from '@foyer/shared/http/tills';
import type { Connection } from 'mongoose';
import type { CollectionRule } from '../../platform/indexes.ts';
import { pinModel, pinTriesModel } from './pin.model.ts';
import { tillModel, type TillDocument } from './till.model.ts';
import type { TillRecord, TillRepository } from './till.ts';

/** The collections of this feature, for the migration and the index gate. */
export function tillCollections(connection: Connection): readonly CollectionRule[] {
  return [
    { model: tillModel(connection) },
    { model: pinModel(connection) },
    { model: pinTriesModel(connection) },
  ];
}

/** A house has some dozens. */
const mostListed = 500;
const usedCode = { codeHash: 1, codeExpiresAt: 1 } as const;
const live = { status: { $in: ['WAITING', 'ENROLLED'] } } as const satisfies {
  readonly status: { readonly $in: readonly TillStatus[] };
};

export function createTillRepository(connection: Connection): TillRepository {
  const tills = tillModel(connection);
  return {
    list: async () => {
      const found = await tills.find().sort({ name: 1, _id: 1 }).limit(mostListed).lean<TillDocument[]>();
      const isOver = ({ status }: TillDocument): number => Number(status === 'REVOKED');
      return found.toSorted((one, other) => isOver(one) - isOver(other)).map(tillOf);
    },
    find: async (id) => {
      const found = await tills.findById(id).lean<TillDocument>();
      return found && tillOf(found);
    },
    add: async ({ id, ...till }) => {
      const nothingYet = { enrolledAt: null, revokedAt: null, lastSeenAt: null, keyHash: null, people: [] };
      const document = { _id: id, status: 'WAITING' as const, ...nothingYet, ...till };
      await tills.create(document);
      return tillOf(document);
    },
    setCode: async (id, code) => {
      const found = await tills.findOneAndUpdate({ _id: id, ...live }, { $set: code }).lean<TillDocument>();
      return found && tillOf(found);
    },
    enrol: async (codeHash, keyHash, at) => {
      const found = await tills
        .findOneAndUpdate(
          { codeHash, codeExpiresAt: { $gt: at }, ...live },
          { $set: { status: 'ENROLLED', enrolledAt: at, keyHash }, $unset: usedCode },
          { returnDocument: 'before' },
        )
        .lean<TillDocument>();
      return found && tillOf(found);
    },
    hasCode: async (codeHash) => (await tills.exists({ codeHash })) !== null,
    revoke: async (id, at) => {
      const found = await tills
        .findOneAndUpdate(
          { _id: id, ...live },
          { $set: { status: 'REVOKED', revokedAt: at }, $unset: usedCode },
          { returnDocument: 'after' },
        )
        .lean<TillDocument>();
      return found && tillOf(found);
    },
    seen: async (id, at) => {
      await tills.updateOne({ _id: id }, { $max: { lastSeenAt: at } });
    },
    remember: async (id, userId) => {
      await tills.updateOne({ _id: id }, { $addToSet: { people: userId } });
    },
    peopleOf: async (id) => {
      const found = await tills.findById(id, { people: 1 }).lean<TillDocument>();
      return (found?.people ?? []).map((userId) => UserId.parse(userId));
    },
    namesOf: async (ids) => {
      const found = await tills.find({ _id: { $in: [...ids] } }, { name: 1 }).lean<TillDocument[]>();
      return new Map(found.map(({ _id, name }) => [_id, name]));
    },
  };
}

function tillOf(found: TillDocument): TillRecord {
  const { _id, name, status, createdAt, enrolledAt, revokedAt, lastSeenAt, keyHash } = found;
  const known = { id: TillId.parse(_id), status: TillStatus.parse(status) };
  return { ...known, name, createdAt, enrolledAt, revokedAt, lastSeenAt, keyHash };
}
