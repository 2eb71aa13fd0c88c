import { Schema, type Connection, type Model } from 'mongoose';

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
  const made = connection.models['Auditorium'] as Model<AuditoriumDocument> | undefined;
  return made ?? connection.model<AuditoriumDocument>('Auditorium', schema, 'auditoriums');
}
