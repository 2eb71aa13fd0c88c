import type { OrphanRule } from '@foyer/shared/rules/orphans';
import { Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';

export interface ShowtimeDocument {
  readonly _id: string;
  readonly movieId: string;
  readonly auditoriumId: string;
  /** Frozen when the showtime was first imported. */
  readonly layoutId: string;
  readonly priceListId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly salesEndAt: Date;
  readonly timeZone: string;
  readonly currency: string;
  readonly cancelled: boolean;
  readonly orphanRule: OrphanRule;
  /** Beside the house seats of the layout. */
  readonly blockedSeats: readonly string[];
}

const schema = new Schema(
  {
    _id: { type: String, required: true },
    movieId: { type: String, required: true },
    auditoriumId: { type: String, required: true },
    layoutId: { type: String, required: true },
    priceListId: { type: String, required: true },
    startsAt: { type: Date, required: true },
    endsAt: { type: Date, required: true },
    salesEndAt: { type: Date, required: true },
    timeZone: { type: String, required: true },
    currency: { type: String, required: true },
    cancelled: { type: Boolean, required: true },
    orphanRule: { type: String, default: 'OFF' },
    blockedSeats: { type: [String], required: true },
  },
  { strict: 'throw', autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ startsAt: 1 });
schema.index({ salesEndAt: 1 });
schema.index({ auditoriumId: 1, startsAt: 1 });

export function showtimeModel(connection: Connection): Model<ShowtimeDocument> {
  return modelOn<ShowtimeDocument>(connection, { name: 'Showtime', collection: 'showtimes' }, schema);
}
