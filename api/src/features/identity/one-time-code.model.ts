import { Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';

/** What a client trades, once, for tokens: bound to its challenge and its redirect address. */
export interface OneTimeCodeDocument {
  /** Hash of the code. */
  readonly _id: string;
  readonly userId: string;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly expiresAt: Date;
}

const schema = new Schema<OneTimeCodeDocument>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    redirectUri: { type: String, required: true },
    codeChallenge: { type: String, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export function oneTimeCodeModel(connection: Connection): Model<OneTimeCodeDocument> {
  return modelOn<OneTimeCodeDocument>(
    connection,
    { name: 'OneTimeCode', collection: 'oneTimeCodes' },
    schema,
  );
}
