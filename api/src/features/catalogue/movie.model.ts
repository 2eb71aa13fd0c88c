import { Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';

export interface MovieDocument {
  readonly _id: string;
  readonly title: string;
  readonly year: number | null;
  readonly rating: string;
  readonly runtimeMinutes: number;
  readonly version: string;
}

const schema = new Schema<MovieDocument>(
  {
    _id: { type: String, required: true },
    title: { type: String, required: true },
    year: { type: Number, default: null },
    rating: { type: String, default: '' },
    runtimeMinutes: { type: Number, required: true },
    version: { type: String, default: '' },
  },
  { strict: 'throw', autoIndex: false, autoCreate: false, versionKey: false },
);

export function movieModel(connection: Connection): Model<MovieDocument> {
  return modelOn<MovieDocument>(connection, { name: 'Movie', collection: 'movies' }, schema);
}
