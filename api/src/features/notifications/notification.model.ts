import { Schema, type Connection, type Model } from 'mongoose';
import type { CollectionRule } from '../../platform/indexes.ts';
import { modelOn } from '../../platform/models.ts';
import type { NotificationRecord } from './notification.ts';

export function notificationModel(connection: Connection): Model<NotificationRecord> {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      kind: { type: String, required: true },
      bookingId: { type: String, default: null },
      invitationId: { type: String, default: null },
      refundedMinor: { type: Number, default: null },
      returned: { type: [String], required: true },
      status: { type: String, required: true },
      attempts: { type: Number, required: true },
      dueAt: { type: Date, required: true },
      lease: { type: String, default: null },
      lastError: { type: String, default: null },
      createdAt: { type: Date, required: true },
      endedAt: { type: Date, default: null },
    },
    { versionKey: false, strict: 'throw', autoIndex: false, autoCreate: false, id: false, minimize: false },
  );
  schema.index({ status: 1, dueAt: 1 }, { name: 'due' });
  schema.index({ bookingId: 1 }, { name: 'by-booking' });
  schema.index({ endedAt: 1 }, { name: 'ended', partialFilterExpression: { endedAt: { $type: 'date' } } });
  return modelOn<NotificationRecord>(
    connection,
    { name: 'Notification', collection: 'notifications' },
    schema,
  );
}

export function notificationCollections(connection: Connection): readonly CollectionRule[] {
  return [{ model: notificationModel(connection) }];
}
