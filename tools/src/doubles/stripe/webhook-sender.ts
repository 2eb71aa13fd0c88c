/** Delivers events as Stripe does: signed anew each time, again and again until somebody answers 2xx. */
import { Stripe } from 'stripe';
import type { Endpoint, StripeBooks, StripeEvent } from './books.ts';
import { eventView } from './views.ts';

const stripe = new Stripe('sk_test_signs_only');
/** After the reply, as a rule: Stripe's own events take longer. */
const firstAfterMs = 50;
const longestPauseMs = 10_000;
const timeoutMs = 5_000;

export class WebhookSender {
  readonly #books: StripeBooks;
  /** Where events of accounts go that have registered no endpoint of their own. */
  readonly #fallback: Omit<Endpoint, 'account'> | undefined;
  readonly #timers = new Set<NodeJS.Timeout>();
  #isStopped = false;

  constructor(books: StripeBooks, fallback: Omit<Endpoint, 'account'> | undefined) {
    this.#books = books;
    this.#fallback = fallback;
  }

  /** Takes up what an earlier run did not get delivered. */
  start(): void {
    for (const event of this.#books.undelivered.values()) this.schedule(event);
  }

  schedule(event: StripeEvent): void {
    this.#after(firstAfterMs, () => this.#deliver(event, 1));
  }

  /** At once, and before anything else happens. */
  async deliverNow(event: StripeEvent): Promise<void> {
    await this.#deliver(event, 1);
  }

  /** What is on its way then is delivered again after the next start. */
  stop(): void {
    this.#isStopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  async #deliver(event: StripeEvent, attempt: number): Promise<void> {
    const endpoint = this.#books.endpoints.get(event.account) ?? this.#fallback;
    if (endpoint === undefined) return this.#books.write({ delivered: [event.id] });
    const all = await Promise.all(
      Array.from({ length: event.deliveries }, () =>
        send(endpoint, JSON.stringify(eventView(event), null, 2)),
      ),
    );
    if (this.#isStopped) return;
    if (all.every(Boolean)) return this.#books.write({ delivered: [event.id] });
    const pauseMs = Math.min(200 * 2 ** (attempt - 1), longestPauseMs);
    this.#after(pauseMs, () => this.#deliver(event, attempt + 1));
  }

  #after(ms: number, run: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void run();
    }, ms);
    this.#timers.add(timer);
  }
}

async function send({ url, secret }: Omit<Endpoint, 'account'>, payload: string): Promise<boolean> {
  try {
    const reply = await fetch(url, {
      method: 'POST',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': stripe.webhooks.generateTestHeaderString({ payload, secret }),
      },
      body: payload,
    });
    await reply.body?.cancel();
    return reply.ok;
  } catch {
    return false;
  }
}
