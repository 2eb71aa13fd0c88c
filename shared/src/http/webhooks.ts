import { z } from 'zod';
import { endpoint } from '../endpoint.ts';

/** Signed by Stripe; without its signature nothing is believed. */
export const receiveStripeEvent = endpoint({
  method: 'POST',
  path: '/api/webhooks/stripe',
  summary: 'Takes what Stripe says of payments and refunds by itself',
  access: 'public',
  body: z.string().min(1),
  bodyAs: 'text',
  signature: 'Stripe-Signature',
  replies: { 200: z.object({ received: z.literal(true) }) },
  problems: ['auth.refused'],
});
