/** Everything the Stripe double knows, rebuilt from its journal at each start. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Journal } from '../journal.ts';

export type Intent = {
  readonly id: string;
  /** The secret key under which it was made: what Stripe calls an account. */
  readonly account: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: 'requires_payment_method' | 'requires_action' | 'processing' | 'succeeded' | 'canceled';
  readonly client_secret: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly payment_method: string | null;
  readonly charge: { readonly id: string; readonly last4: string } | null;
  readonly last_payment_error: Readonly<Record<string, unknown>> | null;
  readonly cancellation_reason: string | null;
  readonly created: number;
};

export type Refund = {
  readonly id: string;
  readonly account: string;
  readonly payment_intent: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: 'succeeded' | 'failed';
  readonly failure_reason: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly created: number;
};

export type StripeEvent = {
  readonly id: string;
  readonly account: string;
  readonly type: string;
  readonly created: number;
  readonly object: Readonly<Record<string, unknown>>;
  /** How often it is delivered; more than once is what networks do. */
  readonly deliveries: number;
};

/** The first answer under an idempotency key. */
export type Answer = {
  readonly key: string;
  readonly request: string;
  readonly at: number;
  readonly status: number;
  readonly body: unknown;
};

/** A capture that will happen, whatever happens until then. */
export type Plan = { readonly intentId: string; readonly at: number };

export type Endpoint = { readonly account: string; readonly url: string; readonly secret: string };

/** One line of the journal: what one request, or one delivery, has changed. All of it or nothing. */
export type Change = {
  readonly intents?: readonly Intent[];
  readonly refunds?: readonly Refund[];
  readonly events?: readonly StripeEvent[];
  readonly delivered?: readonly string[];
  readonly answers?: readonly Answer[];
  readonly plans?: readonly Plan[];
  readonly donePlans?: readonly string[];
  readonly endpoints?: readonly Endpoint[];
  readonly removedEndpoints?: readonly string[];
};

export class StripeBooks {
  readonly intents = new Map<string, Intent>();
  readonly refunds = new Map<string, Refund>();
  readonly refundsOf = new Map<string, string[]>();
  /** By payment id, for the search. */
  readonly intentsOf = new Map<string, string[]>();
  readonly undelivered = new Map<string, StripeEvent>();
  readonly answers = new Map<string, Answer>();
  readonly plans = new Map<string, Plan>();
  readonly endpoints = new Map<string, Endpoint>();
  readonly #journal: Journal<Change>;

  constructor(folder: string) {
    this.#journal = new Journal(join(folder, 'stripe.jsonl'), (change) => this.#apply(change));
  }

  /** Resolves when the change is on the disk. */
  write(change: Change): Promise<void> {
    return this.#journal.append(change);
  }

  /** What somebody is told must be on the disk. */
  flushed(): Promise<void> {
    return this.#journal.flushed();
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  #apply(change: Change): void {
    for (const intent of change.intents ?? []) {
      if (!this.intents.has(intent.id)) push(this.intentsOf, intent.metadata['paymentId'] ?? '', intent.id);
      this.intents.set(intent.id, intent);
    }
    for (const refund of change.refunds ?? []) {
      if (!this.refunds.has(refund.id)) push(this.refundsOf, refund.payment_intent, refund.id);
      this.refunds.set(refund.id, refund);
    }
    for (const event of change.events ?? []) this.undelivered.set(event.id, event);
    for (const id of change.delivered ?? []) this.undelivered.delete(id);
    for (const answer of change.answers ?? []) this.answers.set(answer.key, answer);
    for (const plan of change.plans ?? []) this.plans.set(plan.intentId, plan);
    for (const id of change.donePlans ?? []) this.plans.delete(id);
    for (const endpoint of change.endpoints ?? []) this.endpoints.set(endpoint.account, endpoint);
    for (const account of change.removedEndpoints ?? []) this.endpoints.delete(account);
  }
}

export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`;
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
