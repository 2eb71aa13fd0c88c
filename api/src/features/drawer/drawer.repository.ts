import type { ShiftId } from '@foyer/shared/ids';
import type { Model, QueryFilter } from 'mongoose';
import { certainReadMs, duplicateKeyOf, isMongoUnavailable } from '../../platform/mongo.ts';
import { DrawerOpening } from './drawer-opening.model.ts';

export type DrawerRepository = ReturnType<typeof createDrawerRepository>;

/** The only place that queries the openings of drawers. */
export function createDrawerRepository(model: Model<DrawerOpening>) {
  /** With certainty that every opening acknowledged before is in it. */
  async function find(id: string): Promise<DrawerOpening | null> {
    const found = await model
      .findById(id)
      .read('primary')
      .readConcern('linearizable')
      .maxTimeMS(certainReadMs)
      .lean();
    return found ? DrawerOpening.parse(found) : null;
  }

  return {
    find,
    /** How often it was opened in a shift. */
    countIn: (shiftId: ShiftId): Promise<number> =>
      model.countDocuments({ shiftId: { $eq: shiftId, $gt: '' } } as QueryFilter<DrawerOpening>),
    /** The one that is there already under its id comes back instead. */
    insert: async (opening: DrawerOpening): Promise<DrawerOpening> => {
      try {
        await model.db.collection<DrawerOpening>(model.collection.name).insertOne(opening);
        return opening;
      } catch (error) {
        if (!duplicateKeyOf(error) && !isMongoUnavailable(error)) throw error;
        const there = await find(opening._id);
        if (!there) throw error;
        return there;
      }
    },
  };
}
