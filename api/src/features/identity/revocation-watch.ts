import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { Periodic, type WorkerReport } from '../../platform/periodic.ts';
import type { RevocationChange, Revocations, RevocationState } from './revocations.ts';

/** Changes as the database tells them. */
export interface RevocationStream {
  /** Waits for a moment; null where nothing has changed meanwhile. Throws when the stream is over. */
  next(): Promise<RevocationChange | null>;
  close(): Promise<void>;
}

export interface RevocationSource {
  load(): Promise<RevocationState>;
  /** A stream of everything that changes after this call. */
  open(): Promise<RevocationStream>;
}

export interface RevocationWatchNeeds {
  readonly source: RevocationSource;
  readonly revocations: Revocations;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A stream that has said nothing for so long, not even that there is nothing, is not waited for. */
const silentMs = 500;
const lookEveryMs = 200;
const reopenAfterMs = 250;

/**
 * Keeps what is revoked up to date by a change stream, and reads everything anew at the start, after each interruption
 * and, again and again, for as long as the stream is down: ADR 13.
 */
export class RevocationWatch {
  readonly #needs: RevocationWatchNeeds;
  readonly #fallback: Periodic;
  #heardAtMs = 0;
  #changes = 0;
  #stopped = false;
  #stream: RevocationStream | undefined;
  #following: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;

  constructor(needs: RevocationWatchNeeds) {
    this.#needs = needs;
    const { clock, log } = needs;
    const run = async (): Promise<void> => {
      if (performance.now() - this.#heardAtMs > silentMs) await this.#load();
    };
    this.#fallback = new Periodic({ name: 'revocation-watch', everyMs: lookEveryMs, run, clock, log });
  }

  /** Returns once everything that is revoked is known. */
  async start(): Promise<void> {
    await this.#load();
    this.#following = this.#follow();
    this.#fallback.start();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#stream?.close().catch(() => undefined);
    await Promise.all([this.#following, this.#fallback.stop()]);
  }

  report(): WorkerReport {
    return this.#fallback.report();
  }

  async #follow(): Promise<void> {
    const { source, revocations, log } = this.#needs;
    while (!this.#stopped) {
      try {
        this.#stream = await source.open();
        await this.#load(); // what happened before the stream was open
        while (!this.#stopped) {
          const change = await this.#stream.next();
          this.#heardAtMs = performance.now();
          if (change === null) continue;
          this.#changes += 1;
          revocations.apply(change);
        }
      } catch (error) {
        if (this.#stopped) break;
        log.warn({ err: error }, 'following what is revoked was interrupted');
        await this.#pause();
      }
      await this.#stream?.close().catch(() => undefined);
    }
  }

  /** Reads everything; once more if the stream told something meanwhile, which the reading may not show yet. */
  async #load(): Promise<void> {
    for (;;) {
      const changesBefore = this.#changes;
      const state = await this.#needs.source.load();
      if (this.#changes !== changesBefore) continue;
      this.#heardAtMs = performance.now();
      return this.#needs.revocations.replace(state);
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, reopenAfterMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
