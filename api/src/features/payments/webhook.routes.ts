import { receiveStripeEvent } from '@foyer/shared/http/webhooks';
import { bind, type Route } from '../../http/bind.ts';
import type { ReceiveStripeEvent } from './stripe/stripe-events.ts';

export function webhookRoutes(receive: ReceiveStripeEvent): readonly Route[] {
  return [
    bind(receiveStripeEvent, async ({ body, header }) => {
      await receive(body, header('stripe-signature'));
      return { status: 200, body: { received: true as const } };
    }),
  ];
}
