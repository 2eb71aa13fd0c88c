import { Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';

export interface TicketTypeDocument {
  readonly id: string;
  readonly name: string;
  /** Per seat category, minor units. */
  readonly pricesMinor: Readonly<Record<string, number>>;
}

export interface PriceListDocument {
  readonly _id: string;
  readonly name: string;
  readonly ticketTypes: readonly TicketTypeDocument[];
}

const ticketType = new Schema(
  {
    id: { type: String, required: true },
    name: { type: String, required: true },
    pricesMinor: { type: Schema.Types.Mixed, required: true },
  },
  { _id: false, id: false, strict: 'throw' },
);
const schema = new Schema(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    ticketTypes: { type: [ticketType], required: true },
  },
  { strict: 'throw', autoIndex: false, autoCreate: false, versionKey: false },
);

export function priceListModel(connection: Connection): Model<PriceListDocument> {
  return modelOn<PriceListDocument>(connection, { name: 'PriceList', collection: 'priceLists' }, schema);
}
