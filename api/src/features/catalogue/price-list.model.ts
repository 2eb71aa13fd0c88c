import { Schema, type Connection, type Model } from 'mongoose';

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
  const made = connection.models['PriceList'] as Model<PriceListDocument> | undefined;
  return (
    made ??
    connection.model<PriceListDocument>(
      'PriceList',
      schema as unknown as Schema<PriceListDocument>,
      'priceLists',
    )
  );
}
