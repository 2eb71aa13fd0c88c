import { BookingId, PaymentId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { Stripe } from 'stripe';
import { z } from 'zod';
import type { Clock } from '../../../platform/clock.ts';
import type { Secret } from '../../../platform/secret.ts';
import type { PaymentNews } from '../payment-news.ts';
import { chargeOutcomeOf, refundOutcomeOf } from './stripe-outcomes.ts';

export interface StripeEventsOptions {
  readonly stripe: Stripe | null;
  readonly secret: Secret | null;
  readonly news: PaymentNews;
  readonly clock: Clock;
}

/** How old a signature may be: Stripe's own default. It signs each delivery anew, so a late one is not an old one. */
const toleranceSeconds = 300;

const PaymentMark = z.object({ paymentId: PaymentId, bookingId: BookingId });
const RefundMark = z.object({ paymentId: PaymentId, refundKey: z.string().min(1) });

export type ReceiveStripeEvent = (body: string, signature: string | undefined) => Promise<void>;

/**
 * Takes what Stripe sends. Throws auth.refused where it is not signed by Stripe, or too long ago; events of kinds we
 * do not know, and of payments that are not ours, are taken and dropped.
 */
export function createReceiveStripeEvent({
  stripe,
  secret,
  news,
  clock,
}: StripeEventsOptions): ReceiveStripeEvent {
  return async (body, signature) => {
    if (stripe === null || secret === null) throw refused('not-expected');
    const event = verified(stripe, { body, signature: signature ?? '', secret, now: clock.now() });
    switch (event.type) {
      case 'payment_intent.succeeded':
      case 'payment_intent.canceled':
      case 'payment_intent.payment_failed': {
        const mark = PaymentMark.safeParse(event.data.object.metadata);
        if (!mark.success) return;
        const { paymentId, bookingId } = mark.data;
        return news.onPaymentNews(paymentId, bookingId, chargeOutcomeOf(event.data.object));
      }
      case 'refund.created':
      case 'refund.updated':
      case 'refund.failed': {
        const mark = RefundMark.safeParse(event.data.object.metadata);
        if (!mark.success) return;
        return news.onRefundNews(
          mark.data.paymentId,
          mark.data.refundKey,
          refundOutcomeOf(event.data.object),
        );
      }
      default:
    }
  };
}

function verified(
  stripe: Stripe,
  { body, signature, secret, now }: { body: string; signature: string; secret: Secret; now: Date },
): Stripe.Event {
  try {
    return stripe.webhooks.constructEvent(
      body,
      signature,
      secret.reveal(),
      toleranceSeconds,
      undefined,
      now.getTime(),
    );
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) throw refused('signature');
    if (error instanceof SyntaxError) throw refused('signed-no-json');
    throw error;
  }
}

function refused(reason: 'not-expected' | 'signature' | 'signed-no-json'): AppError {
  return new AppError('auth.refused', { reason });
}
