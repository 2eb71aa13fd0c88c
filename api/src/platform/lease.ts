import type { Connection } from 'mongoose';
import { duplicateKeyOf } from './mongo.ts';

interface LeaseDocument {
  readonly _id: string;
  /** Nobody else begins before. */
  readonly until: Date;
}

/** Keeps nodes from doing one job twice at the same time: a document that one of them has until a moment. */
export class Lease {
  readonly #connection: Connection;
  readonly #place: { readonly collection: string; readonly id: string };

  constructor(connection: Connection, place: { readonly collection: string; readonly id: string }) {
    this.#connection = connection;
    this.#place = place;
  }

  /** Whether the job is the caller's, until then; who dies in it leaves it to the next one. */
  async begin(now: Date, until: Date): Promise<boolean> {
    const { id: _id } = this.#place;
    try {
      await this.#leases.updateOne({ _id, until: { $lte: now } }, { $set: { until } }, { upsert: true });
      return true;
    } catch (error) {
      if (duplicateKeyOf(error) === null) throw error;
      return false;
    }
  }

  async extend(until: Date): Promise<void> {
    await this.#leases.updateOne({ _id: this.#place.id }, { $set: { until } });
  }

  get #leases() {
    return this.#connection.collection<LeaseDocument>(this.#place.collection);
  }
}
