import { Schema, type Connection, type Model } from 'mongoose';
import type { CollectionRule } from '../../platform/indexes.ts';
import { modelOn } from '../../platform/models.ts';
import { untoldIndex } from '../audit/outbox.ts';
import type { ApprovalRecord } from './approval.ts';

const any = Schema.Types.Mixed;

const schema = new Schema(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    subject: { type: any, required: true },
    reason: { type: String, required: true },
    requestedBy: { type: String, required: true },
    till: { type: String, default: null },
    status: { type: String, required: true },
    requestedAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    decidedBy: { type: String, default: null },
    decidedAt: { type: Date, default: null },
    note: { type: String, default: null },
    by: { type: String, default: null },
    payloadHash: { type: String, required: true },
    usedBy: { type: String, default: null },
    changedAt: { type: Date, required: true },
    outbox: { type: [any], required: true },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false, id: false, minimize: false },
);
schema.index({ requestedAt: -1 }, { name: 'newest' });
schema.index({ status: 1, expiresAt: 1 }, { name: 'by-end' });
schema.index({ changedAt: 1 }, { name: 'by-change' });
schema.index(...untoldIndex);

export function approvalModel(connection: Connection): Model<ApprovalRecord> {
  return modelOn<ApprovalRecord>(connection, { name: 'Approval', collection: 'approvals' }, schema);
}

export function approvalCollection(connection: Connection): CollectionRule {
  return { model: approvalModel(connection) };
}
