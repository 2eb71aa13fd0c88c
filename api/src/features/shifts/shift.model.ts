import { Schema, type Connection, type Model } from 'mongoose';
import type { CollectionRule } from '../../platform/indexes.ts';
import { modelOn } from '../../platform/models.ts';
import { untoldIndex } from '../audit/outbox.ts';
import type { ShiftRecord } from './shift.ts';

const any = Schema.Types.Mixed;

const schema = new Schema(
  {
    _id: { type: String, required: true },
    tillId: { type: String, required: true },
    number: { type: Number, required: true },
    status: { type: String, required: true },
    version: { type: Number, required: true },
    currency: { type: String, required: true },
    businessDay: { type: String, required: true },
    floatMinor: { type: Number, required: true },
    floatCount: { type: any, default: null },
    openedBy: { type: String, required: true },
    openedAt: { type: Date, required: true },
    payloadHash: { type: String, required: true },
    movements: { type: [any], required: true },
    close: { type: any, default: null },
    money: { type: [any], required: true },
    corrections: { type: [any], required: true },
    outbox: { type: [any], required: true },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false, id: false, minimize: false },
);
// The arbiters: one open shift at a till, each number once, and no money in two reports.
schema.index(
  { tillId: 1 },
  { name: 'one-open-per-till', unique: true, partialFilterExpression: { status: 'OPEN' } },
);
schema.index({ tillId: 1, number: -1 }, { name: 'numbers', unique: true });
schema.index(
  { 'money.id': 1 },
  { name: 'money-once', unique: true, partialFilterExpression: { 'money.id': { $gt: '' } } },
);
schema.index({ openedAt: -1, _id: -1 }, { name: 'newest' });
schema.index(...untoldIndex);

export function shiftModel(connection: Connection): Model<ShiftRecord> {
  return modelOn<ShiftRecord>(connection, { name: 'Shift', collection: 'shifts' }, schema);
}

export function shiftCollection(connection: Connection): CollectionRule {
  return { model: shiftModel(connection) };
}
