/** Idempotency keys as Stripe keeps them: one answer per key and day, compared by what was asked. */
import type { Answer, StripeBooks } from './books.ts';
import type { Result } from './result.ts';

const dayMs = 24 * 3_600_000;

export type Keyed =
  | { readonly kind: 'NEW' }
  | { readonly kind: 'REPLAY'; readonly answer: Answer }
  | { readonly kind: 'REFUSED'; readonly result: Result };

/** Keys belong to an account; those in use are not answered twice at once. */
export class Keys {
  readonly #books: StripeBooks;
  readonly #inUse = new Set<string>();

  constructor(books: StripeBooks) {
    this.#books = books;
  }

  take(key: string, request: string): Keyed {
    const answer = this.#books.answers.get(key);
    if (answer && Date.now() - answer.at < dayMs) {
      if (answer.request === request) return { kind: 'REPLAY', answer };
      return refused(400, 'Keys for idempotent requests can only be used with the same parameters');
    }
    if (this.#inUse.has(key)) {
      return refused(
        409,
        'There is currently another in-progress request using this key',
        'idempotency_key_in_use',
      );
    }
    this.#inUse.add(key);
    return { kind: 'NEW' };
  }

  release(key: string): void {
    this.#inUse.delete(key);
  }
}

function refused(status: number, message: string, code?: string): Keyed {
  const error = { type: 'idempotency_error', message, ...(code === undefined ? {} : { code }) };
  return { kind: 'REFUSED', result: { status, body: { error } } };
}

/** The same for the same request, whatever the order of its parameters. */
export function fingerprint(method: string, path: string, params: unknown): string {
  return `${method} ${path} ${JSON.stringify(sorted(params))}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, sorted(part)]));
}
