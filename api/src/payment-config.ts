import { z } from 'zod';
import { Secret } from './platform/secret.ts';

const secret = z
  .string()
  .min(1)
  .transform((value) => new Secret(value));

/** The environment variables of the payment providers; a provider that is not named takes no money here. */
export const paymentEnvironment = {
  STRIPE_SECRET_KEY: secret
    .optional()
    .describe('Key of the Stripe account that takes online payments; without it there are none'),
  STRIPE_WEBHOOK_SECRET: secret
    .optional()
    .describe('Secret that signs what Stripe sends to /api/webhooks/stripe; needed with a live key'),
  STRIPE_API_URL: z.url().optional().describe('A server that plays Stripe; never in production'),
  STRIPE_TEST_PAYMENT_METHOD: z
    .string()
    .regex(/^pm_[A-Za-z0-9_]+$/)
    .optional()
    .describe('Means of payment where a client names none, such as pm_card_visa; never in production'),
  STRIPE_TIMEOUT_SECONDS: z.coerce
    .number()
    .default(5)
    .pipe(z.int().min(1).max(60))
    .describe('How long Stripe may take for one answer; a failed try is repeated once'),
  CARD_TERMINAL_ADDR: z
    .string()
    .regex(/^(\[[0-9a-f:]+\]|[^\s:]+):\d{1,5}$/i, 'is not host:port')
    .optional()
    .describe('host:port of the card terminal; without it nobody pays by card at the counter'),
  CARD_TERMINAL_ID: z
    .string()
    .regex(/^[\w.-]{1,60}$/)
    .optional()
    .describe("The terminal's own name (POIID), needed with its address"),
  CARD_TERMINAL_PAYMENT_SECONDS: z.coerce
    .number()
    .default(90)
    .pipe(z.int().min(1).max(600))
    .describe('How long a guest may take at the terminal'),
};

export interface PaymentConfig {
  readonly stripe: StripeConfig | null;
  readonly cardTerminal: CardTerminalConfig | null;
}

export interface StripeConfig {
  readonly secretKey: Secret;
  /** Signs what Stripe sends us; null refuses every event. */
  readonly webhookSecret: Secret | null;
  /** Another server that speaks Stripe's API; undefined: Stripe. */
  readonly apiUrl: string | undefined;
  /** The means used where a client names none; null leaves the payment to the payer's own device. */
  readonly testPaymentMethod: string | null;
  /** Of one try; the SDK makes a second one after a failure that is safe to repeat. */
  readonly timeoutMs: number;
}

export interface CardTerminalConfig {
  readonly host: string;
  readonly port: number;
  /** The terminal's own name in the protocol. */
  readonly poiId: string;
  /** How long a guest may take with the card. */
  readonly paymentMs: number;
}

export function paymentConfigOf(read: z.infer<z.ZodObject<typeof paymentEnvironment>>): PaymentConfig {
  const at = read.CARD_TERMINAL_ADDR?.lastIndexOf(':') ?? -1;
  return {
    stripe: read.STRIPE_SECRET_KEY
      ? {
          secretKey: read.STRIPE_SECRET_KEY,
          webhookSecret: read.STRIPE_WEBHOOK_SECRET ?? null,
          apiUrl: read.STRIPE_API_URL,
          testPaymentMethod: read.STRIPE_TEST_PAYMENT_METHOD ?? null,
          timeoutMs: read.STRIPE_TIMEOUT_SECONDS * 1_000,
        }
      : null,
    cardTerminal: read.CARD_TERMINAL_ADDR
      ? {
          host: read.CARD_TERMINAL_ADDR.slice(0, at).replace(/^\[|\]$/g, ''),
          port: Number(read.CARD_TERMINAL_ADDR.slice(at + 1)),
          poiId: read.CARD_TERMINAL_ID ?? '',
          paymentMs: read.CARD_TERMINAL_PAYMENT_SECONDS * 1_000,
        }
      : null,
  };
}

/** Money of the wrong world: play money for real seats, or real money for play. */
export function paymentFaults(given: Readonly<Record<string, string | undefined>>): string[] {
  const faults: string[] = [];
  const isProduction = given['APP_ENV'] === 'production';
  const key = given['STRIPE_SECRET_KEY'];
  const wanted = isProduction ? 'live' : 'test';
  if (key !== undefined && !new RegExp(`^[rs]k_${wanted}_`).test(key)) {
    faults.push(
      `STRIPE_SECRET_KEY: must be a ${wanted} key here: it starts with sk_${wanted}_ or rk_${wanted}_`,
    );
  }
  if (isProduction) {
    if (key !== undefined && given['STRIPE_WEBHOOK_SECRET'] === undefined) {
      faults.push('STRIPE_WEBHOOK_SECRET: is needed with a live key');
    }
    for (const name of ['STRIPE_API_URL', 'STRIPE_TEST_PAYMENT_METHOD']) {
      if (given[name] !== undefined) faults.push(`${name}: is not for production`);
    }
  }
  if (given['CARD_TERMINAL_ADDR'] !== undefined && given['CARD_TERMINAL_ID'] === undefined) {
    faults.push('CARD_TERMINAL_ID: is needed with CARD_TERMINAL_ADDR');
  }
  return faults;
}
