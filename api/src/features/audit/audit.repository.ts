import { AuditEntry, type AuditEvent } from '@foyer/shared/audit';
import type { Model, QueryFilter } from 'mongoose';
import { isOnlyDuplicates } from '../../platform/mongo.ts';
import type { AuditDocument, CounterDocument } from './audit.model.ts';

export interface AuditFilter {
  readonly actor?: string | undefined;
  /** Whose acts, and acts upon whom. */
  readonly about?: string | undefined;
  readonly till?: string | undefined;
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly showtime?: string | undefined;
  readonly result?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** The only place that writes and reads audit entries. */
export class AuditRepository {
  readonly #entries: Model<AuditDocument>;
  readonly #counters: Model<CounterDocument>;

  constructor(entries: Model<AuditDocument>, counters: Model<CounterDocument>) {
    this.#entries = entries;
    this.#counters = counters;
  }

  /** Records what is not recorded yet, in the given order. Safe to repeat and to race. */
  async append(events: readonly AuditEvent[]): Promise<void> {
    const fresh = await this.#notRecorded(events);
    if (fresh.length === 0) return;
    const first = await this.#reserve(fresh.length);
    const documents = fresh.map(({ id, at, ...event }, index) => ({
      ...event,
      _id: id,
      seq: first + index,
      at: new Date(at),
    }));
    try {
      // Events were parsed where they came in; lean spares a mongoose document for each.
      await this.#entries.insertMany(documents, { ordered: false, lean: true });
    } catch (error) {
      if (!isOnlyDuplicates(error)) throw error;
    }
  }

  /** Newest first, below `beforeSeq`. */
  async page(filter: AuditFilter, beforeSeq: number | null, limit: number): Promise<readonly AuditEntry[]> {
    const conditions: QueryFilter<AuditDocument>[] = [];
    if (filter.actor) conditions.push({ 'actor.id': filter.actor });
    if (filter.about) conditions.push({ $or: [{ 'actor.id': filter.about }, { 'target.id': filter.about }] });
    if (filter.till) conditions.push({ till: filter.till });
    if (filter.action) conditions.push({ action: filter.action } as QueryFilter<AuditDocument>);
    if (filter.target) conditions.push({ 'target.id': filter.target });
    if (filter.showtime) conditions.push({ showtimeId: filter.showtime } as QueryFilter<AuditDocument>);
    if (filter.result) conditions.push({ result: filter.result } as QueryFilter<AuditDocument>);
    if (filter.from) conditions.push({ at: { $gte: filter.from } });
    if (filter.to) conditions.push({ at: { $lt: filter.to } });
    if (beforeSeq !== null) conditions.push({ seq: { $lt: beforeSeq } });
    const found = await this.#entries
      .find(conditions.length > 0 ? { $and: conditions } : {})
      .sort({ seq: -1 })
      .limit(limit)
      .lean();
    return found.map(({ _id, at, ...entry }) =>
      AuditEntry.parse({ ...entry, id: _id, at: at.toISOString() }),
    );
  }

  /** The number of the newest entry; 0 while there is none. */
  async newest(): Promise<number> {
    const found = await this.#entries.findOne({}, { seq: 1 }).sort({ seq: -1 }).lean();
    return found?.seq ?? 0;
  }

  /** Which of these ids are recorded. */
  async recorded(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const known = await this.#entries.find({ _id: { $in: [...ids] } }, { _id: 1 }).lean();
    return new Set(known.map(({ _id }) => _id));
  }

  async #notRecorded(events: readonly AuditEvent[]): Promise<readonly AuditEvent[]> {
    const ids = await this.recorded(events.map((event) => event.id));
    return [...new Map(events.filter(({ id }) => !ids.has(id)).map((event) => [event.id, event])).values()];
  }

  /** The first of `count` sequence numbers that nobody else gets. */
  async #reserve(count: number): Promise<number> {
    const counter = await this.#counters
      .findOneAndUpdate(
        { _id: 'audit' },
        { $inc: { value: count } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean();
    return counter.value - count + 1;
  }
}
