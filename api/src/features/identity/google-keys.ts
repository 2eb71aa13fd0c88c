import { z } from 'zod';

/** Key id to PEM, as Google serves them to Node clients. */
export type PublicKeys = Readonly<Record<string, string>>;

export interface KeysSource {
  /** Asks the provider. Throws whatever went wrong on the way. */
  readonly fetch: () => Promise<{ readonly data: unknown; readonly cacheControl: string | null }>;
  readonly nowMs: () => number;
}

/** However short-lived the provider calls its keys: a sign-in that it slows down is worse than a key kept a minute. */
const leastAgeMs = 60_000;
const mostAgeMs = 86_400_000;
/** Tokens that name keys nobody has make us ask once in this time, and not at each of them. */
export const askAgainMs = 10_000;

const Keys = z.record(z.string().max(200), z.string().includes('-----BEGIN')).readonly();

/** The provider's signing keys: kept for as long as it says, asked for anew where a token names one we do not have. */
export class GoogleKeys {
  readonly #source: KeysSource;
  #keys: PublicKeys = {};
  #askedAtMs = -Infinity;
  #staleAtMs = -Infinity;
  #asking: Promise<void> | null = null;

  constructor(source: KeysSource) {
    this.#source = source;
  }

  /** All keys that count now, `kid` among them if the provider has it. Throws where the provider can't be asked. */
  async knowing(kid: string): Promise<PublicKeys> {
    const now = this.#source.nowMs();
    const mayAsk = now - this.#askedAtMs >= askAgainMs;
    if (now >= this.#staleAtMs || (mayAsk && !Object.hasOwn(this.#keys, kid))) await this.#askOnce();
    return this.#keys;
  }

  /** Whoever comes while we ask waits for that answer. */
  #askOnce(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    return this.#asking;
  }

  async #ask(): Promise<void> {
    const { data, cacheControl } = await this.#source.fetch();
    this.#keys = Keys.parse(data);
    this.#askedAtMs = this.#source.nowMs();
    const saidMs = Number(/max-age=(\d{1,9})/.exec(cacheControl ?? '')?.[1] ?? 0) * 1_000;
    this.#staleAtMs = this.#askedAtMs + Math.min(Math.max(saidMs, leastAgeMs), mostAgeMs);
  }
}
