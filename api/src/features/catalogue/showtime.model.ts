import type { Role } from '@foyer/shared/roles';
import type { OrphanRule } from '@foyer/shared/rules/orphans';
import { Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';

/** Seats kept back together; without a time for good. */
export interface KeptSeatsDocument {
  readonly seats: readonly string[];
  readonly releaseAt: Date | null;
  readonly roles: readonly Role[];
}

export interface ShowtimeDocument {
  readonly _id: string;
  readonly movieId: string;
  readonly auditoriumId: string;
  /** Frozen when the showtime was first imported. */
  readonly layoutId: string;
  readonly priceListId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly salesStartAt: Date | null;
  /** Absent, like `keptSeats`, in showtimes that are older than this field. */
  readonly onlineSalesEndAt?: Date;
  readonly salesEndAt: Date;
  readonly timeZone: string;
  readonly currency: string;
  readonly cancelled: boolean;
  readonly orphanRule: OrphanRule;
  /** Beside the house seats of the layout. */
  readonly blockedSeats: readonly string[];
  /** Beside those that the layout keeps back. */
  readonly keptSeats?: readonly KeptSeatsDocument[];
}

const keptSeats = new Schema(
  {
    seats: { type: [String], required: true },
    releaseAt: { type: Date, default: null },
    roles: { type: [String], required: true },
  },
  { _id: false, id: false, strict: 'throw' },
);
const schema = new Schema(
  {
    _id: { type: String, required: true },
    movieId: { type: String, required: true },
    auditoriumId: { type: String, required: true },
    layoutId: { type: String, required: true },
    priceListId: { type: String, required: true },
    startsAt: { type: Date, required: true },
    endsAt: { type: Date, required: true },
    salesStartAt: { type: Date, default: null },
    onlineSalesEndAt: { type: Date },
    salesEndAt: { type: Date, required: true },
    timeZone: { type: String, required: true },
    currency: { type: String, required: true },
    cancelled: { type: Boolean, required: true },
    orphanRule: { type: String, default: 'OFF' },
    blockedSeats: { type: [String], required: true },
    keptSeats: { type: [keptSeats], default: [] },
  },
  { strict: 'throw', autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ startsAt: 1 });
schema.index({ salesEndAt: 1 });
schema.index({ auditoriumId: 1, startsAt: 1 });

export function showtimeModel(connection: Connection): Model<ShowtimeDocument> {
  return modelOn<ShowtimeDocument>(connection, { name: 'Showtime', collection: 'showtimes' }, schema);
}
