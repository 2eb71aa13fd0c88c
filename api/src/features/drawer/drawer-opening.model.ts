import { AuditEvent } from '@foyer/shared/audit';
import { ShiftId } from '@foyer/shared/ids';
import { Schema, type Connection, type Model } from 'mongoose';
import { z } from 'zod';
import type { CollectionRule } from '../../platform/indexes.ts';
import { modelOn } from '../../platform/models.ts';
import { untoldIndex } from '../audit/outbox.ts';

/** One opening of a drawer without a sale: its request, so that the same one opens it once, and its fact. */
export const DrawerOpening = z.object({
  _id: z.string(),
  payloadHash: z.string(),
  at: z.date(),
  /** In which shift; null where none was open. */
  shiftId: ShiftId.nullable().default(null),
  /** Facts on their way to the audit. */
  outbox: z.array(AuditEvent),
});
export type DrawerOpening = z.infer<typeof DrawerOpening>;

const schema = new Schema(
  {
    _id: { type: String, required: true },
    payloadHash: { type: String, required: true },
    at: { type: Date, required: true },
    shiftId: { type: String, default: null },
    outbox: { type: [Schema.Types.Mixed], required: true },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false, id: false, minimize: false },
);
schema.index(...untoldIndex);
schema.index({ shiftId: 1 }, { name: 'by-shift', partialFilterExpression: { shiftId: { $gt: '' } } });

export function drawerOpeningModel(connection: Connection): Model<DrawerOpening> {
  const names = { name: 'DrawerOpening', collection: 'drawerOpenings' };
  return modelOn<DrawerOpening>(connection, names, schema);
}

export function drawerCollection(connection: Connection): CollectionRule {
  // Kept for ever, like its approval: a request that comes again opens nothing a second time.
  return { model: drawerOpeningModel(connection), retiredIndexes: ['old'] };
}
