/** Stripe and the card terminal of `npm start`: both played by programs of ours, with ledgers beside the engines. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Home } from '../checkout.ts';
import {
  type RunningStripe,
  type RunningTerminal,
  startStripeDouble,
  startTerminalDouble,
} from '../doubles/start-double.ts';
import { stopLeftovers } from '../engines/leftover.ts';
import type { PaymentWorld } from './environment.ts';

const folders = { stripe: 'stripe', terminal: 'card-terminal' };
/** One account for all runs, so that the ledger goes on. */
const account = 'sk_test_foyer_development';
const terminalId = 'till-1';

export type StripeOfStart = { readonly child: RunningStripe; readonly webhookSecret: string };

/** Its events go to the API of this run. */
export async function openStripe(home: Home, apiUrl: string): Promise<StripeOfStart> {
  const webhookSecret = `whsec_${randomBytes(24).toString('hex')}`;
  const child = await startStripeDouble({
    dataDir: join(home.data, folders.stripe),
    logFile: join(home.logs, 'stripe-double.log'),
    webhook: { url: `${apiUrl}/api/webhooks/stripe`, secret: webhookSecret },
  });
  return { child, webhookSecret };
}

export function openTerminal(home: Home): Promise<RunningTerminal> {
  return startTerminalDouble({
    dataDir: join(home.data, folders.terminal),
    logFile: join(home.logs, 'card-terminal-double.log'),
  });
}

export function paymentWorld(stripe: StripeOfStart, terminal: RunningTerminal): PaymentWorld {
  return {
    stripeUrl: stripe.child.url,
    account,
    webhookSecret: stripe.webhookSecret,
    terminalAddress: terminal.address,
    terminalId,
  };
}

/** Those of an earlier run that was killed. */
export async function stopLeftoverDoubles({ data }: Home): Promise<void> {
  for (const folder of Object.values(folders)) await stopLeftovers(join(data, folder, 'ledger'));
}
