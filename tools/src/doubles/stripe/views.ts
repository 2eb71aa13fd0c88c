/** Objects as Stripe's API shows them: what the SDK and our gateway read, no more. */
import type { Intent, Refund, StripeEvent } from './books.ts';

export const apiVersion = '2026-10-28.endive';

export function intentView(intent: Intent, expand: readonly string[] = []): Record<string, unknown> {
  const { account: _account, charge, ...rest } = intent;
  return {
    ...rest,
    object: 'payment_intent',
    livemode: false,
    amount_received: intent.status === 'succeeded' ? intent.amount : 0,
    capture_method: 'automatic_async',
    latest_charge: charge && (expand.includes('latest_charge') ? chargeView(intent, charge) : charge.id),
  };
}

function chargeView(intent: Intent, { id, last4 }: { readonly id: string; readonly last4: string }) {
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    currency: intent.currency,
    paid: intent.status === 'succeeded',
    payment_intent: intent.id,
    payment_method_details: { type: 'card', card: { brand: 'visa', last4 } },
  };
}

export function refundView({ account: _account, ...refund }: Refund): Record<string, unknown> {
  return { ...refund, object: 'refund' };
}

export function eventView({ id, type, created, object }: StripeEvent): Record<string, unknown> {
  return {
    id,
    object: 'event',
    api_version: apiVersion,
    created,
    type,
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
  };
}

export function listView(url: string, data: readonly unknown[]): Record<string, unknown> {
  return { object: 'list', url, has_more: false, data };
}
