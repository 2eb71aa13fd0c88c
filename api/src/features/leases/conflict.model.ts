import { Schema, type Connection, type Model } from 'mongoose';
import type { CollectionRule } from '../../platform/indexes.ts';
import { modelOn } from '../../platform/models.ts';
import { untoldIndex } from '../audit/outbox.ts';
import type { LeaseConflictRecord } from './conflict.ts';

const any = Schema.Types.Mixed;

const schema = new Schema(
  {
    _id: { type: String, required: true },
    leaseId: { type: String, required: true },
    till: { type: String, required: true },
    saleId: { type: String, required: true },
    payloadHash: { type: String, required: true },
    reason: { type: String, required: true },
    state: { type: String, required: true },
    showtimeId: { type: String, required: true },
    showtime: { type: any, required: true },
    currency: { type: String, required: true },
    sale: { type: any, required: true },
    lines: { type: any, default: null },
    replayedBy: { type: any, required: true },
    createdAt: { type: Date, required: true },
    resolution: { type: any, default: null },
    outbox: { type: [any], required: true },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false, id: false, minimize: false },
);
schema.index({ till: 1, saleId: 1 }, { name: 'by-sale' });
schema.index({ leaseId: 1, state: 1 }, { name: 'by-lease' });
schema.index({ createdAt: -1, _id: -1 }, { name: 'newest' });
schema.index(...untoldIndex);

export function conflictModel(connection: Connection): Model<LeaseConflictRecord> {
  return modelOn<LeaseConflictRecord>(
    connection,
    { name: 'LeaseConflict', collection: 'leaseConflicts' },
    schema,
  );
}

export function conflictCollection(connection: Connection): CollectionRule {
  return { model: conflictModel(connection) };
}
