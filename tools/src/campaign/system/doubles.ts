/** Stripe and the card terminal of a campaign: processes of their own with ledgers that outlive every kill. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Stripe } from 'stripe';
import { readLedger } from '../../doubles/ledger.ts';
import { startStripeDouble, startTerminalDouble } from '../../doubles/start-double.ts';
import { stopInTime } from '../../engines/child.ts';
import type { LedgerEntry, SystemUnderTest } from './system-under-test.ts';

const account = 'sk_test_foyer_campaign';
const terminalId = 'campaign';

/** Means that pay, that are refused, and that behave as no good card does; those that make people wait are rare. */
export const tokens: SystemUnderTest['tokens'] = {
  good: 'pm_card_visa',
  refused: 'pm_card_chargeDeclined',
  odd: [
    'pm_foyer_lateYes',
    'pm_foyer_webhookFirst',
    'pm_foyer_duplicateWebhooks',
    'pm_foyer_processing',
    'pm_foyer_refundFailsOnce',
    'pm_foyer_refundFailsThrice',
    'pm_foyer_silent',
  ],
};

export type CampaignDoubles = {
  readonly env: Readonly<Record<string, string>>;
  readonly ledgers: () => Promise<readonly LedgerEntry[]>;
  readonly chargeOrphan: () => Promise<string>;
  readonly stop: () => Promise<void>;
};

export async function startDoubles(folder: string, apiOrigin: string): Promise<CampaignDoubles> {
  const webhookSecret = `whsec_${randomBytes(24).toString('hex')}`;
  const [stripe, terminal] = await Promise.all([
    startStripeDouble({
      dataDir: join(folder, 'stripe'),
      webhook: { url: `${apiOrigin}/api/webhooks/stripe`, secret: webhookSecret },
    }),
    startTerminalDouble({ dataDir: join(folder, 'card-terminal') }),
  ]);
  return {
    env: {
      STRIPE_SECRET_KEY: account,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      STRIPE_API_URL: stripe.url,
      STRIPE_TEST_PAYMENT_METHOD: tokens.good,
      STRIPE_TIMEOUT_SECONDS: '2',
      CARD_TERMINAL_ADDR: terminal.address,
      CARD_TERMINAL_ID: terminalId,
      CARD_TERMINAL_PAYMENT_SECONDS: '3',
    },
    ledgers: async () => [
      ...(await entriesOf(stripe.ledgerUrl, account)),
      ...(await entriesOf(terminal.ledgerUrl, terminalId)),
    ],
    chargeOrphan: () => chargeOrphan(stripe.url),
    stop: async () => {
      await Promise.all([stopInTime(stripe), stopInTime(terminal)]);
    },
  };
}

async function entriesOf(ledgerUrl: string, owner: string): Promise<readonly LedgerEntry[]> {
  const { payments } = await readLedger(ledgerUrl, owner);
  return payments.map(({ paymentId, providerRef, amountMinor, state, refundedMinor }) => ({
    paymentId: paymentId ?? providerRef,
    amountMinor,
    captured: state === 'CAPTURED',
    refundedMinor,
  }));
}

async function chargeOrphan(stripeUrl: string): Promise<string> {
  const stripe = new Stripe(account, stripeAddress(stripeUrl));
  const { id } = await stripe.paymentIntents.create({
    amount: 4_200,
    currency: 'eur',
    metadata: { paymentId: `pay_orphan-${randomBytes(4).toString('hex')}` },
  });
  await stripe.paymentIntents.confirm(id, { payment_method: tokens.good });
  return id;
}

function stripeAddress(url: string) {
  const { hostname, port } = new URL(url);
  return { host: hostname, port, protocol: 'http' as const };
}
