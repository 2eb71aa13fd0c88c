import { Stripe } from 'stripe';
import type { StripeConfig } from '../../../payment-config.ts';
import type { Logger } from '../../../platform/logger.ts';

const retries = 1;

/** The official SDK. It keys every POST by itself where we give no key, so that its own retries move nothing twice. */
export function createStripe({ secretKey, apiUrl, timeoutMs }: StripeConfig): Stripe {
  const place = apiUrl === undefined ? undefined : new URL(apiUrl);
  return new Stripe(secretKey.reveal(), {
    timeout: timeoutMs,
    maxNetworkRetries: retries,
    telemetry: false,
    ...(place === undefined
      ? {}
      : {
          host: place.hostname,
          protocol: place.protocol === 'http:' ? 'http' : 'https',
          ...(place.port === '' ? {} : { port: place.port }),
        }),
  });
}

/** Logs only what can hold neither a key nor a person; Stripe's messages may quote both. */
export function logStripeTrouble(log: Logger, step: string, error: Stripe.errors.StripeError): void {
  const fields = { step, type: error.type, code: error.code, status: error.statusCode, at: error.requestId };
  const ours = ['StripeAuthenticationError', 'StripePermissionError', 'StripeIdempotencyError'];
  const inUse = error.code === 'idempotency_key_in_use';
  if (ours.includes(error.type) && !inUse) log.error(fields, 'Stripe refuses what this server asks');
  else log.warn(fields, 'Stripe gave no usable answer');
}

export function isStripeError(error: unknown): error is Stripe.errors.StripeError {
  return error instanceof Stripe.errors.StripeError;
}

/** Stripe understood the request and will never do it: a wrong parameter, a state that does not allow it. */
export function isRefusedRequest(error: unknown): error is Stripe.errors.StripeInvalidRequestError {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode !== 409;
}

export function isCardRefusal(error: unknown): error is Stripe.errors.StripeCardError {
  return error instanceof Stripe.errors.StripeCardError;
}
