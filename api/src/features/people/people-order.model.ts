import { Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';

/**
 * One document that every change of roles touches first, so that two of them never run on the same state: otherwise two
 * administrators could take each other's role, and none would be left.
 */
export interface PeopleOrderDocument {
  readonly _id: string;
  readonly changes: number;
}

const schema = new Schema<PeopleOrderDocument>(
  { _id: { type: String, required: true }, changes: { type: Number, required: true } },
  { strict: 'throw', autoIndex: false, autoCreate: false, versionKey: false },
);

export function peopleOrderModel(connection: Connection): Model<PeopleOrderDocument> {
  return modelOn<PeopleOrderDocument>(connection, { name: 'PeopleOrder', collection: 'peopleOrder' }, schema);
}
