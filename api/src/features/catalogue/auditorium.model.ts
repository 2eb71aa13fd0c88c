import { Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';

export interface AuditoriumDocument {
  readonly _id: string;
  readonly name: string;
  /** The layout version that new showtimes freeze. */
  readonly layoutId: string;
}

const schema = new Schema<AuditoriumDocument>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    layoutId: { type: String, required: true },
  },
  { strict: 'throw', autoIndex: false, autoCreate: false, versionKey: false },
);

export function auditoriumModel(connection: Connection): Model<AuditoriumDocument> {
  return modelOn<AuditoriumDocument>(connection, { name: 'Auditorium', collection: 'auditoriums' }, schema);
}
