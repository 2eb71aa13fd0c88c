import { SeatKind } from '@foyer/shared/http/seat-map';
import type { Role } from '@foyer/shared/roles';
import { Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';

export interface SeatDocument {
  readonly id: string;
  readonly row: string;
  readonly number: number;
  readonly x: number;
  readonly y: number;
  readonly kind: SeatKind;
  readonly category: string;
}

/** Seats that every showtime keeps back together; without a time for good. */
export interface LayoutKeptSeats {
  readonly seats: readonly string[];
  readonly releaseMinutesBeforeStart: number | null;
  readonly roles: readonly Role[];
}

/** One version of an auditorium's seats; written once, never changed. */
export interface LayoutDocument {
  readonly _id: string;
  readonly auditoriumId: string;
  readonly version: number;
  readonly width: number;
  readonly height: number;
  readonly focalPoint: { readonly x: number; readonly y: number };
  readonly seats: readonly SeatDocument[];
  readonly houseSeats: readonly string[];
  /** Absent in versions that are older than this field. */
  readonly keptSeats?: readonly LayoutKeptSeats[];
}

const point = new Schema(
  { x: { type: Number, required: true }, y: { type: Number, required: true } },
  { _id: false, id: false, strict: 'throw' },
);
const seat = new Schema(
  {
    id: { type: String, required: true },
    row: { type: String, required: true },
    number: { type: Number, required: true },
    x: { type: Number, required: true },
    y: { type: Number, required: true },
    kind: { type: String, enum: SeatKind.options, required: true },
    category: { type: String, required: true },
  },
  { _id: false, id: false, strict: 'throw' },
);
const keptSeats = new Schema(
  {
    seats: { type: [String], required: true },
    releaseMinutesBeforeStart: { type: Number, default: null },
    roles: { type: [String], required: true },
  },
  { _id: false, id: false, strict: 'throw' },
);
const schema = new Schema(
  {
    _id: { type: String, required: true },
    auditoriumId: { type: String, required: true },
    version: { type: Number, required: true },
    width: { type: Number, required: true },
    height: { type: Number, required: true },
    focalPoint: { type: point, required: true },
    seats: { type: [seat], required: true },
    houseSeats: { type: [String], required: true },
    keptSeats: { type: [keptSeats], default: [] },
  },
  { strict: 'throw', autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ auditoriumId: 1, version: -1 }, { unique: true });

export function layoutModel(connection: Connection): Model<LayoutDocument> {
  return modelOn<LayoutDocument>(connection, { name: 'Layout', collection: 'layouts' }, schema);
}
