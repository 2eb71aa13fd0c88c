import { Role } from '@foyer/shared/roles';
import { Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';

/** A person. Google's `sub` is who they are; e-mail and name are what Google said at the last sign-in. */
export interface UserDocument {
  readonly _id: string;
  readonly googleSub: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Grows with every change of role or account: access tokens of an older one are refused. */
  readonly roleVersion: number;
  /** Since when this person may not act; null for everybody else. */
  readonly disabledAt: Date | null;
  readonly nameKey: string;
  readonly searchKeys: readonly string[];
  readonly createdAt: Date;
  readonly lastSignInAt: Date;
}

const schema = new Schema<UserDocument>(
  {
    _id: { type: String, required: true },
    googleSub: { type: String, required: true },
    email: { type: String, required: true },
    name: { type: String, required: true },
    role: { type: String, enum: Role.options, required: true },
    roleVersion: { type: Number, default: 1 },
    disabledAt: { type: Date, default: null },
    nameKey: { type: String, required: true },
    searchKeys: { type: [String], required: true },
    createdAt: { type: Date, required: true },
    lastSignInAt: { type: Date, required: true },
  },
  { strict: 'throw', autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ googleSub: 1 }, { unique: true });
schema.index({ role: 1, nameKey: 1, _id: 1 });
schema.index({ nameKey: 1, _id: 1 });
schema.index({ searchKeys: 1 });
// Both for reading at once whatever is revoked: few people are in either.
schema.index({ roleVersion: 1 }, { partialFilterExpression: { roleVersion: { $gt: 1 } } });
schema.index({ disabledAt: 1 });

export function userModel(connection: Connection): Model<UserDocument> {
  return modelOn<UserDocument>(connection, { name: 'User', collection: 'users' }, schema);
}
