import { TillStatus } from '@foyer/shared/http/tills';
import { Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';

export interface TillDocument {
  readonly _id: string;
  readonly name: string;
  readonly status: TillStatus;
  readonly createdAt: Date;
  readonly enrolledAt: Date | null;
  /** Tokens of a till with one are refused; a revoked till stays, because the audit and bookings name it. */
  readonly revokedAt: Date | null;
  readonly lastSeenAt: Date | null;
  /** Kept after the revocation, so that the device can be told of it. */
  readonly keyHash: string | null;
  readonly codeHash?: string;
  readonly codeExpiresAt?: Date;
  /** User ids of staff who signed in here with Google. */
  readonly people: readonly string[];
}

const schema = new Schema<TillDocument>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    status: { type: String, enum: TillStatus.options, required: true },
    createdAt: { type: Date, required: true },
    enrolledAt: { type: Date, default: null },
    revokedAt: { type: Date, default: null },
    lastSeenAt: { type: Date, default: null },
    keyHash: { type: String, default: null },
    codeHash: { type: String },
    codeExpiresAt: { type: Date },
    people: { type: [String], required: true },
  },
  { strict: 'throw', autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ codeHash: 1 }, { unique: true, sparse: true });
schema.index({ revokedAt: 1 });

export function tillModel(connection: Connection): Model<TillDocument> {
  return modelOn<TillDocument>(connection, { name: 'Till', collection: 'tills' }, schema);
}
