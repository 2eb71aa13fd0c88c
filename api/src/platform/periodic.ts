import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';

/** How a worker is doing, for the health page. */
export interface WorkerReport {
  readonly name: string;
  readonly lastRunAt: Date | null;
  readonly lastError: string | null;
}

export interface PeriodicOptions {
  readonly name: string;
  readonly everyMs: number;
  /** Least pause before a run that somebody asked for during the last one, so that what is asked often is done together. */
  readonly restMs?: number;
  /** Answers true when there is more to do at once. */
  readonly run: () => Promise<boolean | void>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Runs a job again and again, never twice at the same time; a failure is logged and tried again next time. */
export class Periodic {
  readonly #options: PeriodicOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #poked = false;
  #stopped = false;
  #lastRunAt: Date | null = null;
  #lastError: string | null = null;

  constructor(options: PeriodicOptions) {
    this.#options = options;
  }

  start(): void {
    this.poke();
  }

  /** Runs now instead of at the next turn; during a run, once more after it. */
  poke(): void {
    if (this.#stopped) return;
    this.#poked = true;
    if (this.#running) return;
    clearTimeout(this.#timer);
    this.#running = this.#turn();
  }

  report(): WorkerReport {
    return { name: this.#options.name, lastRunAt: this.#lastRunAt, lastError: this.#lastError };
  }

  /** Waits for the run under way; none starts after it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #turn(): Promise<void> {
    while (this.#poked && !this.#stopped) {
      this.#poked = false;
      if (await this.#runOnce()) this.#poked = true;
      else if (this.#poked) await this.#rest();
    }
    this.#running = undefined;
    if (!this.#stopped) this.#timer = setTimeout(() => this.poke(), this.#options.everyMs);
  }

  async #rest(): Promise<void> {
    const { restMs = 0 } = this.#options;
    if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
  }

  async #runOnce(): Promise<boolean> {
    try {
      const more = await this.#options.run();
      this.#lastRunAt = this.#options.clock.now();
      this.#lastError = null;
      return more === true;
    } catch (error) {
      if (this.#lastError === null) {
        this.#options.log.error({ err: error, worker: this.#options.name }, 'a worker run failed');
      }
      this.#lastError = error instanceof Error ? error.name : 'unknown';
      return false;
    }
  }
}
