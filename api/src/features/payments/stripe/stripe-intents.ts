import type { PaymentId } from '@foyer/shared/ids';
import type { Stripe } from 'stripe';
import type { Clock } from '../../../platform/clock.ts';
import type { Charge } from '../payment.port.ts';
import { isRefusedRequest } from './stripe-client.ts';

const hourMs = 3_600_000;

/**
 * Stripe forgets an idempotency key 24 hours after its first use; a create sent again after that makes a second
 * intent (https://docs.stripe.com/api/idempotent_requests). So keys are used for 22 hours only. Past 23 hours what
 * the search cannot find never was; in the hour between, the search may lag behind the last creates.
 */
const keyLifeMs = 22 * hourMs;
const neverSeenMs = 23 * hourMs;

const expand = ['latest_charge'];

export type Found =
  | { readonly kind: 'INTENT'; readonly intent: Stripe.PaymentIntent }
  | { readonly kind: 'NEVER_SEEN' }
  /** Stripe takes no such payment, e.g. of so small an amount: there is no intent and never will be. */
  | { readonly kind: 'REFUSED'; readonly reason: string }
  | { readonly kind: 'UNCLEAR' };

/**
 * The one intent of each attempt. It is created without means of payment and confirmed by a request of its own: the
 * create can then be sent again at any time, by whoever knows the booking, to find the intent, and moves no money.
 */
export class StripeIntents {
  readonly #stripe: Stripe;
  readonly #clock: Clock;

  constructor(stripe: Stripe, clock: Clock) {
    this.#stripe = stripe;
    this.#clock = clock;
  }

  /** As it stands now. Young attempts that Stripe never heard of get their intent by being asked about. */
  async find(charge: Charge): Promise<Found> {
    const { providerRef, paymentId } = charge;
    if (providerRef) return found(await this.retrieve(providerRef));
    const ageMs = this.#clock.now().getTime() - charge.startedAt.getTime();
    if (ageMs < keyLifeMs) return this.#open(charge);
    const intent = await this.search(paymentId);
    if (intent) return found(intent);
    return { kind: ageMs < neverSeenMs ? 'UNCLEAR' : 'NEVER_SEEN' };
  }

  /** Null where Stripe's search, which lags by up to a minute, knows none. */
  async search(paymentId: PaymentId): Promise<Stripe.PaymentIntent | null> {
    const query = `metadata["paymentId"]:"${paymentId}"`;
    const { data } = await this.#stripe.paymentIntents.search({ query, limit: 10 });
    const known = data.find(({ status }) => status === 'succeeded') ?? data[0];
    return known ? this.retrieve(known.id) : null;
  }

  retrieve(id: string): Promise<Stripe.PaymentIntent> {
    return this.#stripe.paymentIntents.retrieve(id, { expand });
  }

  confirm(id: string, paymentMethod: string, paymentId: PaymentId): Promise<Stripe.PaymentIntent> {
    return this.#stripe.paymentIntents.confirm(
      id,
      { payment_method: paymentMethod, expand },
      { idempotencyKey: `${paymentId}:confirm` },
    );
  }

  cancel(id: string): Promise<Stripe.PaymentIntent> {
    return this.#stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned', expand });
  }

  async #open(charge: Charge): Promise<Found> {
    try {
      const made = await this.#create(charge);
      // A repeated create is answered with what stood at the first one.
      const isReplay = made.lastResponse.headers['idempotent-replayed'] === 'true';
      return found(isReplay ? await this.retrieve(made.id) : made);
    } catch (error) {
      if (!isRefusedRequest(error) || error.statusCode !== 400) throw error;
      return { kind: 'REFUSED', reason: error.code ?? 'refused' };
    }
  }

  #create({ paymentId, bookingId, amountMinor, currency }: Charge) {
    return this.#stripe.paymentIntents.create(
      {
        amount: amountMinor,
        currency: currency.toLowerCase(),
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        metadata: { paymentId, bookingId },
      },
      { idempotencyKey: paymentId },
    );
  }
}

function found(intent: Stripe.PaymentIntent): Found {
  return { kind: 'INTENT', intent };
}
