import { isDeepStrictEqual } from 'node:util';
import { mongo, Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';
import type { CollectionRule } from '../../platform/indexes.ts';
import type { BookingRecord } from './booking.ts';

/** Name of the index that lets one seat be sold once: the arbiter. */
export const arbiterIndex = 'one-claim-per-seat';
const arbiterKey = { showtimeId: 1, seats: 1 } as const;
const arbiterFilter = { claims: true } as const;
/** One mailbox, however its address is written. */
export const contactCollation = { locale: 'en', strength: 2 } as const;

export function bookingModel(connection: Connection): Model<BookingRecord> {
  const part = (definition: Record<string, unknown>): Schema =>
    new Schema(definition, { _id: false, id: false });
  const any = Schema.Types.Mixed;
  const showtime = part({ movieId: String, movieTitle: String, auditoriumName: String, startsAt: Date });
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      reference: { type: String, required: true },
      kind: { type: String, required: true },
      flow: { type: String, required: true },
      channel: { type: String, required: true },
      status: { type: String, required: true },
      version: { type: Number, required: true },
      claims: { type: Boolean, required: true },
      showtimeId: { type: String, required: true },
      showtime: { type: showtime, required: true },
      seats: { type: [String], required: true },
      lines: { type: [any], required: true },
      totalMinor: { type: Number, required: true },
      currency: { type: String, required: true },
      payments: { type: [any], required: true },
      refunds: { type: [any], default: [] },
      exchanges: { type: [any], default: [] },
      admissions: { type: [any], default: [] },
      offer: { type: any, default: null },
      holdId: { type: String, default: null },
      customerId: { type: String, default: null },
      contact: { type: any, default: null },
      actor: { type: part({ id: String, role: String }), required: true },
      till: { type: String, default: null },
      payloadHash: { type: String, required: true },
      approvalId: { type: String, default: null },
      expiresAt: { type: Date, default: null },
      createdAt: { type: Date, required: true },
      dueAt: { type: Date, default: null },
      outbox: { type: [any], required: true },
      unreported: { type: [any], default: [] },
      offline: { type: any },
      // Of leases only.
      leaseTill: { type: String },
    },
    {
      versionKey: false,
      strict: 'throw',
      autoIndex: false,
      autoCreate: false,
      id: false,
      minimize: false,
    },
  );
  schema.index(
    { ...arbiterKey },
    { name: arbiterIndex, unique: true, partialFilterExpression: { ...arbiterFilter } },
  );
  schema.index({ createdAt: -1, _id: -1 }, { name: 'newest' });
  schema.index({ 'actor.id': 1, createdAt: -1, _id: -1 }, { name: 'by-actor' });
  schema.index({ customerId: 1, createdAt: -1, _id: -1 }, { name: 'by-customer' });
  schema.index({ 'showtime.movieId': 1, createdAt: -1, _id: -1 }, { name: 'by-movie' });
  schema.index({ status: 1, createdAt: -1, _id: -1 }, { name: 'by-status' });
  schema.index({ reference: 1 }, { name: 'reference', unique: true });
  schema.index({ dueAt: 1 }, { name: 'due', partialFilterExpression: { dueAt: { $type: 'date' } } });
  // The arbiter of leases: a till has one for a showtime at a time.
  schema.index(
    { leaseTill: 1, showtimeId: 1 },
    { name: 'one-lease-per-till', unique: true, partialFilterExpression: { leaseTill: { $gt: '' } } },
  );
  // Most bookings have told everything: they are not in here.
  schema.index({ 'outbox.at': 1 }, { name: 'untold', partialFilterExpression: { 'outbox.at': { $gt: '' } } });
  // What is in a report is not in here any more.
  schema.index(
    { 'unreported.tillId': 1 },
    { name: 'unreported', partialFilterExpression: { 'unreported.tillId': { $gt: '' } } },
  );
  // Few have a contact, and none for long.
  schema.index(
    { 'contact.email': 1 },
    {
      name: 'by-contact',
      collation: { ...contactCollation },
      partialFilterExpression: { 'contact.email': { $exists: true } },
    },
  );
  return modelOn<BookingRecord>(connection, { name: 'Booking', collection: 'bookings' }, schema);
}

const namespaceNotFound = 26;

/** Whether the arbiter's index stands as it is declared above. */
export async function hasArbiter(model: Model<BookingRecord>): Promise<boolean> {
  try {
    const indexes = await model.collection.indexes();
    return indexes.some(
      ({ name, unique, key, partialFilterExpression }) =>
        name === arbiterIndex &&
        unique === true &&
        isDeepStrictEqual(Object.entries(key), Object.entries(arbiterKey)) &&
        isDeepStrictEqual(partialFilterExpression, arbiterFilter),
    );
  } catch (error) {
    // An insert would make the collection anew, without any index.
    if (error instanceof mongo.MongoServerError && error.code === namespaceNotFound) return false;
    throw error;
  }
}

/** A claim has at least one seat: empty arrays of two claims would collide with each other as null. */
export function bookingCollection(connection: Connection): CollectionRule {
  return {
    model: bookingModel(connection),
    retiredIndexes: ['refund-parts', 'deadlines', 'outbox'],
    validator: { $or: [{ claims: false }, { claims: true, 'seats.0': { $type: 'string' } }] },
  };
}
