/** The run's doubles of Stripe and of card terminals, as one box office uses them: an account, a terminal of its own. */
import { type Ledger, readLedger } from '@foyer/tools/doubles/ledger';
import { inject } from 'vitest';

export interface BoxDoubles {
  /** What the API is told of them. */
  readonly env: Readonly<Record<string, string>>;
  readonly stripe: BoxStripe;
  readonly terminal: BoxTerminal;
}

export interface BoxStripe {
  readonly account: string;
  readonly ledger: () => Promise<Ledger>;
  /** Trouble for the next requests: `{ on: 'confirm', fault: 'silent', times: 2 }`; see the double's faults.ts. */
  readonly order: (fault: object) => Promise<void>;
  /** Payments by `pm_foyer_yesWhenTold`, refused before, are captured now. */
  readonly captureLate: () => Promise<void>;
  /** Lets events come to this address. */
  readonly listenAt: (url: string) => Promise<void>;
  readonly stopListening: () => Promise<void>;
}

export interface BoxTerminal {
  readonly poiId: string;
  readonly ledger: () => Promise<Ledger>;
  /** What the guest or the line does next: `{ behaviour: 'cut' }`; see the double's behaviours.ts. */
  readonly order: (behaviour: object) => Promise<void>;
  readonly press: (key: 'approve' | 'decline') => Promise<void>;
}

export const webhookSecret = 'whsec_of_the_tests';

/** Where engines and doubles answer. */
export type EngineUrls = Readonly<
  Record<'mongoUri' | 'redisUrl' | 'stripeUrl' | 'terminalAddress' | 'terminalControlUrl', string>
>;

/** Those that vitest started for the whole run. */
export function urlsOfTheRun(): EngineUrls {
  return {
    mongoUri: inject('mongoUri'),
    redisUrl: inject('redisUrl'),
    stripeUrl: inject('stripeUrl'),
    terminalAddress: inject('terminalAddress'),
    terminalControlUrl: inject('terminalControlUrl'),
  };
}

export function doublesFor(namespace: string, urls: EngineUrls): BoxDoubles {
  const { stripeUrl, terminalControlUrl: controlUrl } = urls;
  const account = `sk_test_${namespace.replaceAll(/\W/g, '_')}`;
  const poiId = namespace;
  const endpoint = `${stripeUrl}/_double/webhook-endpoint`;
  return {
    env: {
      STRIPE_SECRET_KEY: account,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      STRIPE_API_URL: stripeUrl,
      STRIPE_TEST_PAYMENT_METHOD: 'pm_card_visa',
      STRIPE_TIMEOUT_SECONDS: '2',
      CARD_TERMINAL_ADDR: urls.terminalAddress,
      CARD_TERMINAL_ID: poiId,
      CARD_TERMINAL_PAYMENT_SECONDS: '5',
    },
    stripe: {
      account,
      ledger: () => readLedger(`${stripeUrl}/_double/ledger`, account),
      order: (fault) => tell('POST', `${stripeUrl}/_double/behaviour`, { account, ...fault }),
      captureLate: () => tell('POST', `${stripeUrl}/_double/late-captures`, { account }),
      listenAt: (url) => tell('POST', endpoint, { account, url, secret: webhookSecret }),
      stopListening: () => tell('DELETE', endpoint, { account }),
    },
    terminal: {
      poiId,
      ledger: () => readLedger(`${controlUrl}/ledger`, poiId),
      order: (behaviour) => tell('POST', `${controlUrl}/behaviour`, { poiId, ...behaviour }),
      press: (key) => tell('POST', `${controlUrl}/press`, { poiId, key }),
    },
  };
}

async function tell(method: string, url: string, body: object): Promise<void> {
  const reply = await fetch(url, { method, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`${method} ${url} answered ${reply.status} ${await reply.text()}`);
}
