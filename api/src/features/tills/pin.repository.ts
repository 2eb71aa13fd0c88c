import type { Connection } from 'mongoose';
import { duplicateKeyOf } from '../../platform/mongo.ts';
import { longestLockMs, noTries } from './pin-lockout.policy.ts';
import { pinModel, pinTriesModel, type PinDocument, type PinTriesDocument } from './pin.model.ts';
import type { PinRepository } from './pin.ts';

export function createPinRepository(connection: Connection): PinRepository {
  const pins = pinModel(connection);
  const tries = pinTriesModel(connection);
  return {
    remove: async (userId) => (await pins.deleteOne({ _id: userId })).deletedCount === 1,
    find: async (userId) => {
      const found = await pins.findById(userId).lean<PinDocument>();
      if (!found) return null;
      const { keyId, salt, hash, memoryKib, passes } = found;
      return { keyId, salt, hash, memoryKib, passes };
    },
    having: async (userIds) => {
      const found = await pins.find({ _id: { $in: [...userIds] } }, { _id: 1 }).lean<PinDocument[]>();
      return new Set(found.map(({ _id }) => _id));
    },
    triesOf: async (userId) => {
      const found = await tries.findById(userId).lean<PinTriesDocument>();
      if (!found) return { ...noTries, version: 0 };
      const { version, wrong, locks, lockedUntil } = found;
      return { version, wrong, locks, lockedUntil };
    },
    moveTries: async (userId, version, { wrong, locks, lockedUntil, at }) => {
      const removeAt = new Date(at.getTime() + 2 * longestLockMs);
      try {
        const moved = await tries.updateOne(
          { _id: userId, version },
          { $set: { wrong, locks, lockedUntil, removeAt }, $inc: { version: 1 } },
          { upsert: version === 0 },
        );
        return moved.matchedCount + moved.upsertedCount === 1;
      } catch (error) {
        // Somebody else's first try was first.
        if (duplicateKeyOf(error) === null) throw error;
        return false;
      }
    },
    forgetTries: async (userId) => {
      await tries.updateOne({ _id: userId }, { $set: { ...noTries }, $inc: { version: 1 } });
    },
    removeTries: async (userId) => {
      await tries.deleteOne({ _id: userId });
    },
    locksOf: async (userIds) => {
      const found = await tries
        .find({ _id: { $in: [...userIds] }, lockedUntil: { $ne: null } })
        .lean<PinTriesDocument[]>();
      return new Map(found.flatMap(({ _id, lockedUntil }) => (lockedUntil ? [[_id, lockedUntil]] : [])));
    },
  };
}
