import type { AuditActor } from '@foyer/shared/audit';
import { Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';
import type { Origin } from '../identity/trail.ts';

/** One erased person: an id that nothing leads to a name from. */
export interface ErasureDocument {
  /** The person's id. */
  readonly _id: string;
  readonly by: AuditActor;
  readonly reason: string;
  readonly origin: Origin | null;
  readonly requestedAt: Date;
  readonly doneAt: Date | null;
  /** When a worker has to look at it next; null where nothing is left to do. */
  readonly dueAt: Date | null;
}

const any = Schema.Types.Mixed;
const schema = new Schema<ErasureDocument>(
  {
    _id: { type: String, required: true },
    by: { type: any, required: true },
    reason: { type: String, required: true },
    origin: { type: any, default: null },
    requestedAt: { type: Date, required: true },
    doneAt: { type: Date, default: null },
    dueAt: { type: Date, default: null },
  },
  { strict: 'throw', autoIndex: false, autoCreate: false, versionKey: false, minimize: false },
);
schema.index({ dueAt: 1 }, { name: 'due', partialFilterExpression: { dueAt: { $type: 'date' } } });

export function erasureModel(connection: Connection): Model<ErasureDocument> {
  return modelOn<ErasureDocument>(connection, { name: 'Erasure', collection: 'erasures' }, schema);
}
