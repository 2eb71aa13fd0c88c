import type { Connection } from 'mongoose';
import { duplicateKeyOf } from '../../platform/mongo.ts';

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

/** Keeps nodes from doing one round twice at the same time, and what the last one said. */
export class InvariantRounds {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Whether the round is the caller's, until then; who dies in it leaves it to the next one. */
  async begin(now: Date, until: Date): Promise<boolean> {
    try {
      await this.#rounds.updateOne(
        { _id: 'round', until: { $lte: now } },
        { $set: { until } },
        { upsert: true },
      );
      return true;
    } catch (error) {
      if (duplicateKeyOf(error) === null) throw error;
      return false;
    }
  }

  async extend(until: Date): Promise<void> {
    await this.#rounds.updateOne({ _id: 'round' }, { $set: { until } });
  }

  /** Ends the round with what it said. */
  async end(last: RoundSummary, until: Date): Promise<void> {
    await this.#rounds.updateOne({ _id: 'round' }, { $set: { until, last } });
  }

  async last(): Promise<RoundSummary | null> {
    return (await this.#rounds.findOne({ _id: 'round' }))?.last ?? null;
  }

  get #rounds() {
    return this.#connection.collection<RoundDocument>('invariantRounds');
  }
}
