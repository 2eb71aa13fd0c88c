import { Schema, type Connection, type Model } from 'mongoose';
import { modelOn } from '../../platform/models.ts';

/** One attempt in the mock provider's ledger. */
export interface MockPaymentDocument {
  readonly _id: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly captured: boolean;
  readonly refunds: readonly { readonly refundKey: string; readonly amountMinor: number }[];
  readonly at: Date;
}

export function mockPaymentModel(connection: Connection): Model<MockPaymentDocument> {
  const schema = new Schema<MockPaymentDocument>(
    {
      _id: { type: String, required: true },
      amountMinor: { type: Number, required: true },
      currency: { type: String, required: true },
      captured: { type: Boolean, required: true },
      refunds: { type: [Schema.Types.Mixed], default: [] },
      at: { type: Date, required: true },
    },
    {
      versionKey: false,
      strict: 'throw',
      autoIndex: false,
      autoCreate: false,
      id: false,
    },
  );
  return modelOn<MockPaymentDocument>(
    connection,
    { name: 'MockPayment', collection: 'mockPayments' },
    schema,
  );
}
