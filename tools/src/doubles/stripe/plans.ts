/** Captures that come later: after `processing`, or after a no that was none. They outlive the process. */
import type { Plan, StripeBooks, StripeEvent } from './books.ts';
import { capture } from './intents.ts';
import { findMeans } from './means.ts';

export class Plans {
  readonly #books: StripeBooks;
  readonly #onEvent: (event: StripeEvent) => void;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(books: StripeBooks, onEvent: (event: StripeEvent) => void) {
    this.#books = books;
    this.#onEvent = onEvent;
  }

  start(): void {
    for (const plan of this.#books.plans.values()) this.schedule(plan);
  }

  schedule(plan: Plan): void {
    const timer = setTimeout(
      () => void this.#carryOut(plan).then(() => this.#timers.delete(timer)),
      Math.max(0, plan.at - Date.now()),
    );
    this.#timers.add(timer);
  }

  /** What is planned for an account happens now; resolves when it has. */
  async carryOutNow(account: string): Promise<void> {
    const own = [...this.#books.plans.values()].filter(
      ({ intentId }) => this.#books.intents.get(intentId)?.account === account,
    );
    await Promise.all(own.map((plan) => this.#carryOut(plan)));
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #carryOut({ intentId }: Plan): Promise<void> {
    const intent = this.#books.intents.get(intentId);
    // A refused card has left its intent; what it meant to pay with is in the plan's own means.
    const means = findMeans(intent?.payment_method ?? 'pm_foyer_lateYes');
    if (!intent || !means || intent.status === 'succeeded') {
      await this.#books.write({ donePlans: [intentId] });
      return;
    }
    const captured = capture(intent, means);
    await this.#books.write({ ...captured.change, donePlans: [intentId] });
    for (const event of captured.change.events) this.#onEvent(event);
  }
}
