import type { Stripe } from 'stripe';
import type { Clock } from '../../../platform/clock.ts';
import type { Logger } from '../../../platform/logger.ts';
import type {
  Charge,
  ChargeOutcome,
  PaymentProvider,
  ProviderRefund,
  RefundOutcome,
} from '../payment.port.ts';
import { isCardRefusal, isRefusedRequest, isStripeError, logStripeTrouble } from './stripe-client.ts';
import { StripeIntents } from './stripe-intents.ts';
import { chargeOutcomeOf, isOpen } from './stripe-outcomes.ts';
import { sendRefund } from './stripe-refunds.ts';

export interface StripeGatewayOptions {
  readonly stripe: Stripe;
  /** The means used where a charge names none; null leaves the payment to the payer's own device. */
  readonly testPaymentMethod: string | null;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Takes ONLINE by Stripe's PaymentIntents. */
export class StripeGateway implements PaymentProvider {
  readonly #stripe: Stripe;
  readonly #intents: StripeIntents;
  readonly #testPaymentMethod: string | null;
  readonly #log: Logger;

  constructor({ stripe, testPaymentMethod, clock, log }: StripeGatewayOptions) {
    this.#stripe = stripe;
    this.#intents = new StripeIntents(stripe, clock);
    this.#testPaymentMethod = testPaymentMethod;
    this.#log = log;
  }

  charge(charge: Charge): Promise<ChargeOutcome> {
    const means = charge.token ?? this.#testPaymentMethod;
    return this.#ask('charge', async () => {
      const intent = await this.#find(charge);
      if ('kind' in intent) return intent;
      if (means === null || !isOpen(intent)) return chargeOutcomeOf(intent);
      return this.#confirm(intent, means, charge);
    });
  }

  close(charge: Charge): Promise<ChargeOutcome> {
    return this.#ask('close', async () => {
      const intent = await this.#find(charge);
      if ('kind' in intent) return intent;
      return isOpen(intent) ? this.#cancel(intent.id) : chargeOutcomeOf(intent);
    });
  }

  lookUp(charge: Charge): Promise<ChargeOutcome> {
    return this.#ask('look-up', async () => {
      const intent = await this.#find(charge);
      return 'kind' in intent ? intent : chargeOutcomeOf(intent);
    });
  }

  /** FAILED may be sent again with the same key: it makes Stripe try once more. */
  async refund(refund: ProviderRefund): Promise<RefundOutcome> {
    try {
      const intentId = refund.providerRef ?? (await this.#intents.search(refund.paymentId))?.id;
      if (intentId === undefined) return { kind: 'UNKNOWN' };
      return await sendRefund(this.#stripe, intentId, refund);
    } catch (error) {
      if (!isStripeError(error)) throw error;
      logStripeTrouble(this.#log, 'refund', error);
      return isRefusedRequest(error)
        ? { kind: 'FAILED', reason: error.code ?? 'refused' }
        : { kind: 'UNKNOWN' };
    }
  }

  /** The attempt's intent, or the outcome where there is none. */
  async #find(charge: Charge): Promise<Stripe.PaymentIntent | ChargeOutcome> {
    const found = await this.#intents.find(charge);
    switch (found.kind) {
      case 'UNCLEAR':
        return { kind: 'UNKNOWN' };
      case 'NEVER_SEEN':
        return { kind: 'DECLINED', reason: 'never-seen' };
      case 'REFUSED':
        return { kind: 'DECLINED', reason: found.reason };
      case 'INTENT':
        if (found.intent.metadata['paymentId'] === charge.paymentId) return found.intent;
        this.#log.error({ paymentId: charge.paymentId }, 'an intent at Stripe belongs to another payment');
        return { kind: 'UNKNOWN' };
    }
  }

  async #confirm(intent: Stripe.PaymentIntent, means: string, { paymentId }: Charge): Promise<ChargeOutcome> {
    try {
      return chargeOutcomeOf(await this.#intents.confirm(intent.id, means, paymentId));
    } catch (error) {
      if (!isCardRefusal(error) && !isRefusedRequest(error)) throw error;
      // A refused intent could be confirmed again with other means: only cancelled it is a no.
      const outcome = await this.#cancel(intent.id);
      const reason = error.decline_code ?? error.code ?? 'refused';
      return outcome.kind === 'DECLINED' ? { kind: 'DECLINED', reason } : outcome;
    }
  }

  async #cancel(intentId: string): Promise<ChargeOutcome> {
    try {
      return chargeOutcomeOf(await this.#intents.cancel(intentId));
    } catch (error) {
      if (!isRefusedRequest(error)) throw error;
      return chargeOutcomeOf(await this.#intents.retrieve(intentId)); // it came to its end before us
    }
  }

  async #ask(step: string, run: () => Promise<ChargeOutcome>): Promise<ChargeOutcome> {
    try {
      return await run();
    } catch (error) {
      if (!isStripeError(error)) throw error;
      logStripeTrouble(this.#log, step, error);
      return { kind: 'UNKNOWN' };
    }
  }
}
