import type { Model } from 'mongoose';
import type { Clock } from '../../platform/clock.ts';
import type { MockPaymentDocument } from './mock-payment.model.ts';
import type {
  Charge,
  ChargeOutcome,
  PaymentProvider,
  ProviderRefund,
  RefundOutcome,
} from './payment.port.ts';

/** Means whose charge the mock refuses. */
export const declinedToken = 'tok_declined';

/**
 * Online payments for development and tests. It keeps its ledger apart from the bookings and answers the same
 * for the same attempt, as a real provider does.
 */
export class MockPaymentGateway implements PaymentProvider {
  readonly #ledger: Model<MockPaymentDocument>;
  readonly #clock: Clock;

  constructor(ledger: Model<MockPaymentDocument>, clock: Clock) {
    this.#ledger = ledger;
    this.#clock = clock;
  }

  async charge({ paymentId, amountMinor, currency, token }: Charge): Promise<ChargeOutcome> {
    const attempt = { amountMinor, currency, captured: token !== declinedToken, at: this.#clock.now() };
    return outcomeOf(await this.#enter(paymentId, attempt));
  }

  async close({ paymentId, amountMinor, currency }: Charge): Promise<ChargeOutcome> {
    const attempt = { amountMinor, currency, captured: false, at: this.#clock.now() };
    return outcomeOf(await this.#enter(paymentId, attempt));
  }

  async lookUp({ paymentId }: Charge): Promise<ChargeOutcome> {
    const stored = await this.#ledger.findById(paymentId).lean();
    return stored ? outcomeOf(stored) : { kind: 'UNKNOWN' };
  }

  async refund({ refundKey, paymentId, amountMinor }: ProviderRefund): Promise<RefundOutcome> {
    await this.#ledger.updateOne(
      { _id: paymentId, captured: true, 'refunds.refundKey': { $ne: refundKey } },
      { $push: { refunds: { refundKey, amountMinor } } },
    );
    return { kind: 'DONE' };
  }

  async #enter(paymentId: string, attempt: Omit<MockPaymentDocument, '_id' | 'refunds'>) {
    return this.#ledger
      .findOneAndUpdate(
        { _id: paymentId },
        { $setOnInsert: attempt },
        { upsert: true, returnDocument: 'after' },
      )
      .lean();
  }
}

function outcomeOf({ captured }: Pick<MockPaymentDocument, 'captured'>): ChargeOutcome {
  if (!captured) return { kind: 'DECLINED', reason: 'card-declined' };
  return { kind: 'CAPTURED', providerRef: null, cardLast4: null };
}
