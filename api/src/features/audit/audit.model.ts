import type { AuditEvent } from '@foyer/shared/audit';
import { Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';
import type { CollectionRule } from '../../platform/indexes.ts';

/** A recorded fact; its id is the event's, so that the same event is recorded once. */
export interface AuditDocument extends Omit<AuditEvent, 'id' | 'at'> {
  readonly _id: string;
  readonly seq: number;
  readonly at: Date;
}

export interface CounterDocument {
  readonly _id: string;
  readonly value: number;
}

const options = {
  versionKey: false,
  strict: 'throw',
  autoIndex: false,
  autoCreate: false,
  id: false,
  minimize: false,
} as const;

export function auditModel(connection: Connection): Model<AuditDocument> {
  const any = Schema.Types.Mixed;
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      seq: { type: Number, required: true },
      at: { type: Date, required: true },
      actor: { type: any, required: true },
      till: { type: String, default: null },
      action: { type: String, required: true },
      target: { type: any, required: true },
      showtimeId: { type: String, default: null },
      before: { type: any, default: null },
      after: { type: any, default: null },
      reason: { type: String, default: null },
      requestId: { type: String, default: null },
      traceId: { type: String, default: null },
      result: { type: String, required: true },
    },
    options,
  );
  schema.index({ seq: -1 }, { name: 'seq', unique: true });
  schema.index({ 'actor.id': 1, seq: -1 }, { name: 'by-actor' });
  schema.index({ action: 1, seq: -1 }, { name: 'by-action' });
  schema.index({ 'target.id': 1, seq: -1 }, { name: 'by-target' });
  schema.index({ showtimeId: 1, seq: -1 }, { name: 'by-showtime' });
  return modelOn<AuditDocument>(connection, { name: 'AuditEntry', collection: 'auditEntries' }, schema);
}

export function counterModel(connection: Connection): Model<CounterDocument> {
  const schema = new Schema<CounterDocument>(
    { _id: { type: String, required: true }, value: { type: Number, required: true } },
    options,
  );
  return modelOn<CounterDocument>(connection, { name: 'Counter', collection: 'counters' }, schema);
}

export function auditCollections(connection: Connection): readonly CollectionRule[] {
  return [{ model: auditModel(connection) }, { model: counterModel(connection) }];
}
