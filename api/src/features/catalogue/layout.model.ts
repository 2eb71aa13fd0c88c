import { SeatKind } from '@foyer/shared/http/seat-map';
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
  },
  { strict: 'throw', autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ auditoriumId: 1, version: -1 }, { unique: true });

export function layoutModel(connection: Connection): Model<LayoutDocument> {
  return modelOn<LayoutDocument>(connection, { name: 'Layout', collection: 'layouts' }, schema);
}
