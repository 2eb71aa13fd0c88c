import type { Stripe } from 'stripe';
import type { ProviderRefund, RefundOutcome } from '../payment.port.ts';
import { refundOutcomeOf } from './stripe-outcomes.ts';

/** Refunds of one payment are few: a booking has at most 50 seats. */
const limit = 100;

/**
 * Sends one refund of an intent, or says what became of it. The intent's own list of refunds is read first, because
 * it remembers for ever what an idempotency key remembers for a day. A refund that failed is tried once more under
 * the next key; one that is on its way is not.
 */
export async function sendRefund(
  stripe: Stripe,
  intentId: string,
  { refundKey, paymentId, amountMinor }: ProviderRefund,
): Promise<RefundOutcome> {
  const { data } = await stripe.refunds.list({ payment_intent: intentId, limit });
  const earlier = data.filter(({ metadata }) => metadata?.['refundKey'] === refundKey);
  const standing = earlier.map(refundOutcomeOf).find(({ kind }) => kind !== 'FAILED');
  if (standing) return standing;
  const attempt = earlier.length === 0 ? refundKey : `${refundKey}:${earlier.length}`;
  const refund = await stripe.refunds.create(
    { payment_intent: intentId, amount: amountMinor, metadata: { refundKey, paymentId } },
    { idempotencyKey: attempt },
  );
  return refundOutcomeOf(refund);
}
