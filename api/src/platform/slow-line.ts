import { setTimeout } from 'node:timers/promises';

export interface SlowLineOptions {
  /** How many a second leave the line; 0 makes no line, and nobody waits. */
  readonly perSecond: number;
  /** How many may come at once before anybody has to stand in line. */
  readonly atOnce: number;
  /** How many stand in line at most. */
  readonly longest: number;
  readonly nowMs: () => number;
}

/**
 * A line in which people wait so that others need not: one leaves it after the other, never two together, whatever the
 * crowd. Nothing is counted per person, and nobody is favoured.
 */
export class SlowLine {
  readonly #options: SlowLineOptions;
  /** When the place behind the last in line is served. */
  #endMs = -Infinity;

  constructor(options: SlowLineOptions) {
    this.#options = options;
  }

  /** Takes a place; answers the ms until its turn, or null where the line is too long and nobody else may join. */
  join(): number | null {
    const { perSecond, atOnce, longest, nowMs } = this.#options;
    if (perSecond === 0) return 0;
    const now = nowMs();
    const eachMs = 1_000 / perSecond;
    const endMs = Math.max(this.#endMs, now - atOnce * eachMs) + eachMs;
    const waitMs = Math.max(0, endMs - now);
    if (waitMs > longest * eachMs) return null;
    this.#endMs = endMs;
    return waitMs;
  }

  /** Comes back when it is one's turn: true; false at once where the line is too long. */
  async turn(): Promise<boolean> {
    const waitMs = this.join();
    // Whoever waits here does not keep the process from its end.
    if (waitMs !== null && waitMs > 0) await setTimeout(waitMs, undefined, { ref: false });
    return waitMs !== null;
  }
}
