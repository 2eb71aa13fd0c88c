/** Every request that our gateway sends to Stripe, against a server that checks them by Stripe's OpenAPI document. */
import { createStripe } from '@foyer/api/features/payments/stripe/stripe-client';
import { StripeIntents } from '@foyer/api/features/payments/stripe/stripe-intents';
import { sendRefund } from '@foyer/api/features/payments/stripe/stripe-refunds';
import { Secret } from '@foyer/api/platform/secret';
import { BookingId, PaymentId } from '@foyer/shared/ids';
import type { Stripe } from 'stripe';

export type Check = { readonly name: string; readonly fault: string | undefined };

const paymentId = PaymentId.parse('pay_of_the_check');
const charge = {
  paymentId,
  bookingId: BookingId.parse('b_of_the_check'),
  amountMinor: 2_450,
  currency: 'EUR',
  token: null,
  startedAt: new Date(),
};
const refund = {
  refundKey: 'ref_of_the_check',
  paymentId,
  providerRef: 'pi_1',
  amountMinor: 450,
  currency: 'EUR',
};

export async function checkRequests(apiUrl: string): Promise<readonly Check[]> {
  const secretKey = new Secret('sk_test_123');
  const stripe = createStripe({
    secretKey,
    webhookSecret: null,
    apiUrl,
    testPaymentMethod: null,
    timeoutMs: 5_000,
  });
  const intents = new StripeIntents(stripe, { now: () => new Date() });
  const refused = (): Promise<unknown> =>
    stripe.paymentIntents.create({
      amount: 1,
      currency: 'eur',
      nonsense: true,
    } as Stripe.PaymentIntentCreateParams);
  return [
    await accepted('creates an intent, or finds it by its key', () => intents.find(charge)),
    await accepted('retrieves an intent', () => intents.retrieve('pi_1')),
    await accepted('confirms an intent', () => intents.confirm('pi_1', 'pm_card_visa', paymentId)),
    await accepted('cancels an intent', () => intents.cancel('pi_1')),
    await accepted('searches an intent by the payment', () => intents.search(paymentId)),
    await accepted('lists and makes refunds', () => sendRefund(stripe, 'pi_1', refund)),
    await accepted('is refused a parameter that Stripe does not know', async () => {
      const answer = await refused().then(
        () => 'accepted',
        () => 'refused',
      );
      if (answer === 'accepted') throw new Error('it was accepted: nothing here is checked at all');
    }),
  ];
}

async function accepted(name: string, run: () => Promise<unknown>): Promise<Check> {
  try {
    const result = await run();
    const kind = (result as { readonly kind?: string } | null | undefined)?.kind;
    return { name, fault: kind === 'REFUSED' ? 'the create was refused' : undefined };
  } catch (error) {
    return { name, fault: error instanceof Error ? error.message : String(error) };
  }
}
