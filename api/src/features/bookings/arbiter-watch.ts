import { AppError } from '@foyer/shared/problems';
import { isMongoUnavailable } from '../../platform/mongo.ts';
import type { Logger } from '../../platform/logger.ts';
import { arbiterIndex } from './booking.model.ts';

/** Stands before every write that claims seats. */
export interface ClaimGate {
  /** Throws service.unavailable while nobody would judge the claim. */
  readonly require: () => void;
}

/** For who claims nothing. */
export const openGate: ClaimGate = { require: () => undefined };

/** How often the index is looked at: as long at most can seats be sold without it. */
export const lookEveryMs = 3_000;
const retryAfterSeconds = 5;

export interface ArbiterWatchOptions {
  /** Whether the index stands as it was declared. */
  readonly hasArbiter: () => Promise<boolean>;
  readonly log: Logger;
}

/**
 * Remembers whether the index that lets one seat be sold once was there at the last look. Somebody may drop it by
 * hand; a sale then asks nobody, so it is refused, and goes through again by itself once the index is back.
 */
export class ArbiterWatch {
  readonly #options: ArbiterWatchOptions;
  #isIntact = true; // the migration before the start has made it

  constructor(options: ArbiterWatchOptions) {
    this.#options = options;
  }

  get isIntact(): boolean {
    return this.#isIntact;
  }

  /** Without an answer what was known stays: then no sale gets through anyway. */
  async look(): Promise<void> {
    const isIntact = await this.#ask();
    if (isIntact === this.#isIntact) return;
    this.#isIntact = isIntact;
    const about = { index: arbiterIndex };
    if (isIntact) this.#options.log.warn(about, 'the arbiter index is back: seats are sold again');
    else this.#options.log.error(about, 'the arbiter index is missing: no seat is sold');
  }

  async #ask(): Promise<boolean> {
    try {
      return await this.#options.hasArbiter();
    } catch (error) {
      if (isMongoUnavailable(error)) return this.#isIntact;
      throw error;
    }
  }
}

/** Refuses claims while this says no. */
export function claimGate(isIntact: () => boolean): ClaimGate {
  return {
    require: () => {
      if (isIntact()) return;
      const cause = new Error(`bookings lack the index ${arbiterIndex}`);
      throw new AppError('service.unavailable', { retryAfterSeconds, reason: 'arbiter-missing' }, { cause });
    },
  };
}
