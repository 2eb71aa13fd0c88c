import { Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';
import type { PinHash } from './pin.ts';

export interface PinDocument extends PinHash {
  /** The person's id. */
  readonly _id: string;
  readonly setAt: Date;
}

/** Tries upon an id, whoever it is: people who are nobody are locked out like everybody. */
export interface PinTriesDocument {
  readonly _id: string;
  readonly version: number;
  readonly wrong: number;
  readonly locks: number;
  readonly lockedUntil: Date | null;
  /** Long after the longest lock. */
  readonly removeAt: Date;
}

const options = { strict: 'throw', autoIndex: false, autoCreate: false, versionKey: false } as const;

const pinSchema = new Schema<PinDocument>(
  {
    _id: { type: String, required: true },
    keyId: { type: String, required: true },
    salt: { type: String, required: true },
    hash: { type: String, required: true },
    memoryKib: { type: Number, required: true },
    passes: { type: Number, required: true },
    setAt: { type: Date, required: true },
  },
  options,
);

const triesSchema = new Schema<PinTriesDocument>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    wrong: { type: Number, required: true },
    locks: { type: Number, required: true },
    lockedUntil: { type: Date, default: null },
    removeAt: { type: Date, required: true },
  },
  options,
);
triesSchema.index({ removeAt: 1 }, { expireAfterSeconds: 0 });

export function pinModel(connection: Connection): Model<PinDocument> {
  return modelOn<PinDocument>(connection, { name: 'Pin', collection: 'pins' }, pinSchema);
}

export function pinTriesModel(connection: Connection): Model<PinTriesDocument> {
  return modelOn<PinTriesDocument>(connection, { name: 'PinTries', collection: 'pinTries' }, triesSchema);
}
