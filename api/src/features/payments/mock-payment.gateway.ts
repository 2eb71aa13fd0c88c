import type { Model } from 'mongoose';
import type { Clock } from '../../platform/clock.ts';
import type { MockPaymentDocument } from './mock-payment.model.ts';
import type { Charge, ChargeOutcome, PaymentProvider, ProviderRefund } from './payment.port.ts';

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
    const stored = await this.#ledger
      .findOneAndUpdate(
        { _id: paymentId },
        { $setOnInsert: attempt },
        { upsert: true, returnDocument: 'after' },
      )
      .lean();
    return stored.captured ? { kind: 'CAPTURED' } : { kind: 'DECLINED', reason: 'card-declined' };
  }

  async refund({ refundKey, paymentId, amountMinor }: ProviderRefund): Promise<void> {
    await this.#ledger.updateOne(
      { _id: paymentId, captured: true, 'refunds.refundKey': { $ne: refundKey } },
      { $push: { refunds: { refundKey, amountMinor } } },
    );
  }

  async lookUp(paymentId: string): Promise<ChargeOutcome> {
    const stored = await this.#ledger.findById(paymentId).lean();
    if (!stored) return { kind: 'DECLINED', reason: 'never-seen' };
    return stored.captured ? { kind: 'CAPTURED' } : { kind: 'DECLINED', reason: 'card-declined' };
  }
}
