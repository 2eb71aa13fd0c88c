import { Schema, type Connection, type Model } from 'mongoose';
import type { ShowtimeId } from '@foyer/shared/ids';
import type { CollectionRule } from '../../platform/indexes.ts';
import { modelOn } from '../../platform/models.ts';
import type { Stretch } from './stream-progress.ts';

/** How far the trail is with one epoch of one hall; kept, so that a restart forgets no hole. */
export interface ProgressDocument {
  /** `showtime:epoch`. */
  readonly _id: string;
  readonly showtimeId: ShowtimeId;
  readonly epoch: string;
  readonly stream: string;
  readonly through: number;
  readonly ahead: readonly Stretch[];
  readonly revision: number;
  readonly updatedAt: Date;
}

/** No stream is that old: what is in no stream any more can't be missed. */
const keptSeconds = 30 * 86_400;

export function progressModel(connection: Connection): Model<ProgressDocument> {
  const stretch = new Schema({ from: Number, to: Number, firstId: String }, { _id: false, id: false });
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      showtimeId: { type: String, required: true },
      epoch: { type: String, required: true },
      stream: { type: String, required: true },
      through: { type: Number, required: true },
      ahead: { type: [stretch], required: true },
      revision: { type: Number, required: true },
      updatedAt: { type: Date, required: true },
    },
    { versionKey: false, strict: 'throw', autoIndex: false, autoCreate: false, id: false, minimize: false },
  );
  schema.index({ 'ahead.from': 1 }, { name: 'holes' });
  schema.index({ updatedAt: 1 }, { name: 'forgotten', expireAfterSeconds: keptSeconds });
  return modelOn<ProgressDocument>(
    connection,
    { name: 'StreamProgress', collection: 'auditStreamProgress' },
    schema,
  );
}

export function progressCollections(connection: Connection): readonly CollectionRule[] {
  return [{ model: progressModel(connection) }];
}
