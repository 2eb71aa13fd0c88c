import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const base = {
  APP_ENV: 'development',
  MONGO_URI: 'mongodb://127.0.0.1:27017/?replicaSet=foyer',
  REDIS_ADDR: '127.0.0.1:6379',
  GOOGLE_CLIENT_ID: 'foyer',
  GOOGLE_CLIENT_SECRET: 'the-google-secret',
  GOOGLE_REDIRECT_URL: 'http://127.0.0.1:8080/api/auth/google/callback',
  JWT_SECRET: 'kkkkkkkkkkkkkkkkkkkkkkkk12345678',
};
const production = { ...base, APP_ENV: 'production', TICKET_SECRET: 'tttttttttttttttttttttttt90213876' };
const live = { STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' };

function faultsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

test('without a provider named, none takes money', () => {
  expect(readConfig(base).payments).toEqual({ stripe: null, cardTerminal: null });
  expect(readConfig(production).payments).toEqual({ stripe: null, cardTerminal: null });
});

describe('Stripe', () => {
  test('takes a live key in production and a test key elsewhere', () => {
    expect(faultsOf({ ...production, ...live })).toEqual([]);
    expect(faultsOf({ ...production, ...live, STRIPE_SECRET_KEY: 'rk_live_1' })).toEqual([]);
    const { stripe } = readConfig({ ...base, STRIPE_SECRET_KEY: 'sk_test_1' }).payments;
    expect([stripe?.secretKey.reveal(), stripe?.timeoutMs, stripe?.webhookSecret]).toEqual([
      'sk_test_1',
      5_000,
      null,
    ]);
    expect(JSON.stringify(stripe)).not.toContain('sk_test_1');
  });

  test.each([
    [
      'a test key in production',
      { ...production, ...live, STRIPE_SECRET_KEY: 'sk_test_1' },
      'STRIPE_SECRET_KEY',
    ],
    ['a live key in development', { ...base, STRIPE_SECRET_KEY: 'sk_live_1' }, 'STRIPE_SECRET_KEY'],
    [
      'a live key in tests',
      { ...base, APP_ENV: 'test', STRIPE_SECRET_KEY: 'sk_live_1' },
      'STRIPE_SECRET_KEY',
    ],
    ['a publishable key', { ...base, STRIPE_SECRET_KEY: 'pk_test_1' }, 'STRIPE_SECRET_KEY'],
    [
      'a live key without its webhook secret',
      { ...production, STRIPE_SECRET_KEY: 'sk_live_1' },
      'STRIPE_WEBHOOK_SECRET',
    ],
    [
      'a double in production',
      { ...production, ...live, STRIPE_API_URL: 'http://127.0.0.1:1' },
      'STRIPE_API_URL',
    ],
    [
      'a card for everybody in production',
      { ...production, ...live, STRIPE_TEST_PAYMENT_METHOD: 'pm_card_visa' },
      'STRIPE_TEST_PAYMENT_METHOD',
    ],
  ])('refuses %s', (_what, env, about) => {
    expect(faultsOf(env).map((fault) => fault.split(':')[0])).toEqual([about]);
  });
});

describe('a card terminal', () => {
  test.each([
    ['10.0.0.7:4000', '10.0.0.7', 4_000],
    ['terminal.local:9100', 'terminal.local', 9_100],
    ['[fe80::1]:9100', 'fe80::1', 9_100],
  ])('is found at %s', (address, host, port) => {
    const { cardTerminal } = readConfig({
      ...base,
      CARD_TERMINAL_ADDR: address,
      CARD_TERMINAL_ID: 'T1',
    }).payments;
    expect(cardTerminal).toEqual({ host, port, poiId: 'T1', paymentMs: 90_000 });
  });

  test('needs a port and its own name', () => {
    expect(faultsOf({ ...base, CARD_TERMINAL_ADDR: 'terminal', CARD_TERMINAL_ID: 'T1' })).toEqual([
      'CARD_TERMINAL_ADDR: is not host:port',
    ]);
    expect(faultsOf({ ...base, CARD_TERMINAL_ADDR: 'terminal:1' })).toEqual([
      'CARD_TERMINAL_ID: is needed with CARD_TERMINAL_ADDR',
    ]);
  });
});
