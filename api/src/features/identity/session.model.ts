import { SignedInBy } from '@foyer/shared/http/sign-in';
import { Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';
import type { SessionClient } from './client.policy.ts';

/**
 * One signed-in client and its family of refresh tokens, of which only hashes are kept: the latest, the one before,
 * and the one before that for the seconds its grace lasts.
 */
export interface SessionDocument {
  readonly _id: string;
  readonly userId: string;
  readonly latestHash: string;
  readonly predecessorHash: string | null;
  readonly retiredHash: string | null;
  readonly retiredUntil: Date | null;
  /** A document of before lacks this and the next but one. */
  readonly client?: SessionClient;
  /** The till whose key every refresh needs; documents of before lack this and the next. */
  readonly tillId?: string | null;
  readonly signedInBy?: SignedInBy;
  readonly createdAt: Date;
  readonly lastUsedAt?: Date;
  /** Pushed on by every refresh, up to `endsAt`. */
  readonly expiresAt: Date;
  readonly endsAt: Date;
  /** Set when the session was ended: by its person, or because it was misused, idle or over. */
  readonly endedAt?: Date;
  /** When the document goes: some time after its end, so that every server hears of that. */
  readonly removeAt: Date;
}

const schema = new Schema<SessionDocument>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    latestHash: { type: String, required: true },
    predecessorHash: { type: String, default: null },
    retiredHash: { type: String, default: null },
    retiredUntil: { type: Date, default: null },
    client: { kind: { type: String, required: true }, name: { type: String, default: null } },
    tillId: { type: String, default: null },
    signedInBy: { type: String, enum: SignedInBy.options, required: true },
    createdAt: { type: Date, required: true },
    lastUsedAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    endsAt: { type: Date, required: true },
    endedAt: { type: Date },
    removeAt: { type: Date, required: true },
  },
  { strict: 'throw', autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ userId: 1 });
schema.index({ tillId: 1 }, { partialFilterExpression: { tillId: { $type: 'string' } } });
schema.index({ endedAt: 1 }, { sparse: true });
schema.index({ removeAt: 1 }, { expireAfterSeconds: 0 });

/** Earlier releases removed a session at the moment of its end. */
export const retiredSessionIndexes = ['expiresAt_1'];

export function sessionModel(connection: Connection): Model<SessionDocument> {
  return modelOn<SessionDocument>(connection, { name: 'Session', collection: 'sessions' }, schema);
}
