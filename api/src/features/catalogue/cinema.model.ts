import { Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';

/** There is one cinema in a database. */
export const cinemaId = 'cinema';

export interface CinemaDocument {
  readonly _id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
}

const schema = new Schema<CinemaDocument>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    timeZone: { type: String, required: true },
    currency: { type: String, required: true },
  },
  { strict: 'throw', autoIndex: false, autoCreate: false, versionKey: false },
);

export function cinemaModel(connection: Connection): Model<CinemaDocument> {
  return modelOn<CinemaDocument>(connection, { name: 'Cinema', collection: 'cinemas' }, schema);
}
