import type { Connection } from 'mongoose';
import { Lease } from '../../platform/lease.ts';

/** What the last whole round said, for whoever asks any node. */
export interface RoundSummary {
  readonly at: Date;
  /** By invariant. */
  readonly texts: Readonly<Record<string, string>>;
  readonly broken: number;
  readonly alarms: number;
}

interface RoundDocument {
  readonly _id: 'round';
  /** Nobody begins another round before. */
  readonly until: Date;
  readonly last?: RoundSummary;
}

const collection = 'invariantRounds';

/** Keeps nodes from doing one round twice at the same time, and what the last one said. */
export class InvariantRounds {
  readonly #connection: Connection;
  readonly #lease: Lease;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#lease = new Lease(connection, { collection, id: 'round' });
  }

  /** Whether the round is the caller's, until then; who dies in it leaves it to the next one. */
  begin(now: Date, until: Date): Promise<boolean> {
    return this.#lease.begin(now, until);
  }

  extend(until: Date): Promise<void> {
    return this.#lease.extend(until);
  }

  /** Ends the round with what it said. */
  async end(last: RoundSummary, until: Date): Promise<void> {
    await this.#rounds.updateOne({ _id: 'round' }, { $set: { until, last } });
  }

  async last(): Promise<RoundSummary | null> {
    return (await this.#rounds.findOne({ _id: 'round' }))?.last ?? null;
  }

  get #rounds() {
    return this.#connection.collection<RoundDocument>(collection);
  }
}
