/** Where all nodes count together. */
export interface SharedCounter {
  /** Counts one more under the name, which is forgotten after the time; answers how many there are. Rejects if it can't. */
  readonly count: (name: string, livesMs: number) => Promise<number>;
}

export interface RateWindowOptions {
  readonly name: string;
  /** 0 sets no limit. */
  readonly limit: number;
  readonly windowMs: number;
  readonly nowMs: () => number;
  /** Without one each node counts for itself. */
  readonly shared?: SharedCounter;
  /** Told of the first refusal of a window, and of no other: whoever floods must not flood the trail too. */
  readonly onRefused: (key: string) => void;
}

/** Most keys of one window; beyond them it begins anew rather than grow. */
const mostKeys = 100_000;
/** How long a counter that did not answer is not asked. */
const restMs = 5_000;

/**
 * Counts per key in windows that begin together, so that a whole window is dropped at once: up to twice the limit may
 * pass around the moment where one ends. Counting here costs one look into a Map.
 */
export class RateWindow {
  readonly #options: RateWindowOptions;
  #counts = new Map<string, number>();
  #window = 0;
  #isTold = false;
  #restUntilMs = 0;

  constructor(options: RateWindowOptions) {
    this.#options = options;
  }

  /** Counts one more of this node; answers in how many ms to come back, 0 where it may pass. */
  take(key: string): number {
    const { limit, windowMs, nowMs } = this.#options;
    if (limit === 0) return 0;
    const now = nowMs();
    const window = Math.floor(now / windowMs);
    if (window !== this.#window || this.#counts.size >= mostKeys) this.#begin(window);
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count > limit ? this.#refuse(key, now) : 0;
  }

  /** The same over all nodes; alone while the shared counter does not answer. */
  async takeShared(key: string): Promise<number> {
    const { name, limit, windowMs, nowMs, shared } = this.#options;
    const alone = this.take(key);
    const now = nowMs();
    if (limit === 0 || alone > 0 || !shared || now < this.#restUntilMs) return alone;
    try {
      const count = await shared.count(`${name}:${Math.floor(now / windowMs)}:${key}`, windowMs);
      return count > limit ? this.#refuse(key, now) : 0;
    } catch {
      this.#restUntilMs = now + restMs;
      return alone;
    }
  }

  #begin(window: number): void {
    this.#counts = new Map();
    if (window !== this.#window) this.#isTold = false;
    this.#window = window;
  }

  #refuse(key: string, now: number): number {
    if (!this.#isTold) this.#options.onRefused(key);
    this.#isTold = true;
    const { windowMs } = this.#options;
    return windowMs - (now % windowMs);
  }
}
