import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { IdSource } from '../platform/random-ids.ts';

/** What every part of the house is given, and tests replace. */
export interface Base {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Logger;
}
