import type { Clock } from '../../platform/clock.ts';

export interface ShortLivedCacheOptions<Value> {
  readonly clock: Clock;
  readonly ttlMs: number;
  /** Oldest entries go first beyond this. */
  readonly maxEntries: number;
  /** A missing value is answered but not kept. */
  readonly load: (key: string) => Promise<Value | null>;
}

interface Entry<Value> {
  readonly value: Promise<Value | null>;
  readonly loadedAtMs: number;
}

/** Answers from memory for a short time; callers that ask for the same key at once share one load. */
export class ShortLivedCache<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #options: ShortLivedCacheOptions<Value>;

  constructor(options: ShortLivedCacheOptions<Value>) {
    this.#options = options;
  }

  /** The value, at most `ttlMs` old. Throws what the load throws, and asks again next time. */
  async get(key: string): Promise<Value | null> {
    const nowMs = this.#options.clock.now().getTime();
    const known = this.#entries.get(key);
    // A clock that was set back makes everything look younger than it is.
    if (known && nowMs >= known.loadedAtMs && nowMs - known.loadedAtMs < this.#options.ttlMs) {
      return known.value;
    }
    const entry = { value: this.#options.load(key), loadedAtMs: nowMs };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#evict();
    try {
      const value = await entry.value;
      if (value === null) this.#forget(key, entry);
      return value;
    } catch (error) {
      this.#forget(key, entry);
      throw error;
    }
  }

  clear(): void {
    this.#entries.clear();
  }

  #forget(key: string, entry: Entry<Value>): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key);
  }

  #evict(): void {
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#options.maxEntries) return;
      this.#entries.delete(oldest);
    }
  }
}
