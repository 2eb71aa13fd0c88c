import type { Stripe } from 'stripe';
import type { ChargeOutcome, RefundOutcome } from '../payment.port.ts';

/** What an intent's state means for the attempt. Only `succeeded` and `canceled` are final at Stripe. */
export function chargeOutcomeOf(intent: Stripe.PaymentIntent): ChargeOutcome {
  switch (intent.status) {
    case 'succeeded':
      return { kind: 'CAPTURED', providerRef: intent.id, cardLast4: last4Of(intent.latest_charge) };
    case 'canceled':
      return { kind: 'DECLINED', reason: reasonOf(intent) };
    case 'requires_payment_method':
    case 'requires_confirmation':
    case 'requires_action':
      return {
        kind: 'UNKNOWN',
        ...(intent.client_secret === null ? {} : { clientSecret: intent.client_secret }),
      };
    default:
      return { kind: 'UNKNOWN' };
  }
}

/** Whether the payer, or we, could still make it capture by another request. */
export function isOpen({ status }: Stripe.PaymentIntent): boolean {
  return status !== 'succeeded' && status !== 'canceled' && status !== 'processing';
}

export function refundOutcomeOf({ status, failure_reason: reason }: Stripe.Refund): RefundOutcome {
  switch (status) {
    case 'succeeded':
      return { kind: 'DONE' };
    case 'failed':
    case 'canceled':
      return { kind: 'FAILED', reason: reason ?? status };
    default:
      return { kind: 'UNKNOWN' };
  }
}

function reasonOf({
  last_payment_error: error,
  cancellation_reason: cancelled,
}: Stripe.PaymentIntent): string {
  return error?.decline_code ?? error?.code ?? cancelled ?? 'canceled';
}

function last4Of(charge: Stripe.PaymentIntent['latest_charge']): string | null {
  // An account whose API version is older than ours sends events without the field.
  if (!charge || typeof charge === 'string') return null;
  return charge.payment_method_details?.card?.last4 ?? null;
}
