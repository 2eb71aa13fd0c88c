import { Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';

/**
 * A sign-in on its way through the provider. Nothing in it could finish one: state and the browser's secret are
 * hashes, and nonce and PKCE verifier are derived from that secret, which only the browser's cookie holds.
 */
export interface SignInAttemptDocument {
  /** Hash of the state we gave the provider. */
  readonly _id: string;
  readonly browserSecretHash: string;
  readonly redirectUri: string;
  /** The client's own state, handed back to it unread. */
  readonly clientState: string;
  readonly codeChallenge: string;
  readonly expiresAt: Date;
}

const schema = new Schema<SignInAttemptDocument>(
  {
    _id: { type: String, required: true },
    browserSecretHash: { type: String, required: true },
    redirectUri: { type: String, required: true },
    clientState: { type: String, required: true },
    codeChallenge: { type: String, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export function signInAttemptModel(connection: Connection): Model<SignInAttemptDocument> {
  return modelOn<SignInAttemptDocument>(
    connection,
    { name: 'SignInAttempt', collection: 'signInAttempts' },
    schema,
  );
}
