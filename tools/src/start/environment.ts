/** The environment in which `npm start` runs the API. */
import type { RunningIdentityProvider } from '../identity-provider/identity-provider.ts';
import { demoRoles } from '../identity-provider/accounts.ts';
import type { DevelopmentSecrets } from './secrets.ts';

export const clientId = 'foyer-development';

/** Who plays Stripe and the card terminal: `account` and `terminalId` are whose money and whose terminal. */
export type PaymentWorld = {
  readonly stripeUrl: string;
  readonly account: string;
  readonly webhookSecret: string;
  readonly terminalAddress: string;
  readonly terminalId: string;
};

export type ApiWorld = {
  readonly port: number;
  readonly mongoUri: string;
  readonly redisAddress: string;
  readonly identityProvider: RunningIdentityProvider;
  readonly secrets: DevelopmentSecrets;
  readonly payments: PaymentWorld;
  readonly rendererUrl: string | undefined;
  /** A mail server; without one no mail is sent. */
  readonly smtpUrl?: string;
};

export function callbackUrl(port: number): string {
  return `http://127.0.0.1:${port}/api/auth/google/callback`;
}

/** Ours win over the shell's, except LOG_LEVEL, which a person sets on purpose. */
export function apiEnvironment(world: ApiWorld): Record<string, string> {
  const { endpoints, issuer } = world.identityProvider;
  // The counter's page comes from app://foyer, or from vite's server during `npm run dev`.
  const origins = ['app://foyer', ...(world.rendererUrl === undefined ? [] : [world.rendererUrl])];
  return {
    APP_ENV: 'development',
    HOST: '127.0.0.1',
    PORT: String(world.port),
    ROLES: 'api,worker',
    MONGO_URI: world.mongoUri,
    MONGO_DB: 'foyer',
    REDIS_ADDR: world.redisAddress,
    REDIS_NAMESPACE: 'foyer',
    CORS_ORIGINS: origins.join(','),
    GOOGLE_CLIENT_ID: clientId,
    GOOGLE_CLIENT_SECRET: world.secrets.googleClientSecret,
    GOOGLE_REDIRECT_URL: callbackUrl(world.port),
    GOOGLE_ISSUER: issuer,
    GOOGLE_AUTH_URL: endpoints.authorization,
    GOOGLE_TOKEN_URL: endpoints.token,
    GOOGLE_CERTS_URL: endpoints.certs,
    JWT_SECRET: world.secrets.jwtSecret,
    DEMO_ROLES: demoRoles,
    STRIPE_SECRET_KEY: world.payments.account,
    STRIPE_WEBHOOK_SECRET: world.payments.webhookSecret,
    STRIPE_API_URL: world.payments.stripeUrl,
    // A guest of the demo has no payment form: whoever names no card pays with this one.
    STRIPE_TEST_PAYMENT_METHOD: 'pm_card_visa',
    CARD_TERMINAL_ADDR: world.payments.terminalAddress,
    CARD_TERMINAL_ID: world.payments.terminalId,
    ...(world.smtpUrl === undefined
      ? {}
      : { SMTP_URL: world.smtpUrl, MAIL_FROM: 'Foyer <tickets@foyer.example.test>' }),
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
  };
}
