import type { AuditEvent } from '@foyer/shared/audit';
import type { ShiftId, TillId } from '@foyer/shared/ids';
import type { LocalDate } from '@foyer/shared/time';
import type { Model, QueryFilter } from 'mongoose';
import { certainReadMs, duplicateKeyOf, isMongoUnavailable } from '../../platform/mongo.ts';
import type { Drawer } from './drawer.ts';
import { ShiftRecord, type ShiftDraft } from './shift.ts';

/** One step: what the shift is afterwards, and what is told of it. */
export interface ShiftStep {
  readonly next: ShiftDraft;
  readonly fact: AuditEvent;
}

export interface ShiftFilter {
  readonly till?: TillId | undefined;
  /** First and last business day. */
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
}

export interface ShiftPlace {
  readonly openedAt: Date;
  readonly id: string;
}

/** The only place that queries shifts. */
export class ShiftRepository {
  readonly #model: Model<ShiftRecord>;

  constructor(model: Model<ShiftRecord>) {
    this.#model = model;
  }

  /** Null where another shift has its number or is open at its till. The one that is there under its id comes back. */
  async insert({ next, fact }: ShiftStep): Promise<ShiftRecord | null> {
    const record: ShiftRecord = { ...next, outbox: [fact] };
    try {
      await this.#model.db.collection<ShiftRecord>(this.#model.collection.name).insertOne(record);
      return record;
    } catch (error) {
      if (!duplicateKeyOf(error) && !isMongoUnavailable(error)) throw error;
      const there = await this.find(next._id);
      if (!there && !duplicateKeyOf(error)) throw error;
      return there;
    }
  }

  /** With certainty that every step acknowledged before is in it. */
  async find(id: ShiftId): Promise<ShiftRecord | null> {
    const found = await this.#model
      .findById(id)
      .read('primary')
      .readConcern('linearizable')
      .maxTimeMS(certainReadMs)
      .lean();
    return found ? ShiftRecord.parse(found) : null;
  }

  /** What the majority has: good enough before a compare-and-set. */
  async read(id: ShiftId): Promise<ShiftRecord | null> {
    const found = await this.#model.findById(id).read('primary').lean();
    return found ? ShiftRecord.parse(found) : null;
  }

  /** The newest shift of a till, open or closed, without its list of money. */
  async newestOf(tillId: TillId): Promise<Pick<ShiftRecord, '_id' | 'number' | 'status'> | null> {
    return this.#model
      .findOne({ tillId }, { number: 1, status: 1 })
      .sort({ number: -1 })
      .read('primary')
      .lean();
  }

  /** The drawer of a till, where a shift is open there. */
  async openAt(tillId: TillId): Promise<Drawer | null> {
    const found = await this.#model.findOne({ tillId, status: 'OPEN' }, { _id: 1 }).read('primary').lean();
    return found && { tillId, shiftId: found._id };
  }

  /**
   * Compare-and-set from the version the caller saw, with the fact of the step in the same write. Null where somebody
   * else was first, and where money of it is in another report already.
   */
  async save(seen: ShiftDraft, { next, fact }: ShiftStep): Promise<ShiftRecord | null> {
    const { status, movements, close, money, corrections } = next;
    try {
      const updated = await this.#model
        .findOneAndUpdate(
          { _id: seen._id, version: seen.version },
          {
            $set: { status, movements, close, corrections, ...(money === seen.money ? {} : { money }) },
            $inc: { version: 1 },
            $push: { outbox: fact },
          },
          { returnDocument: 'after' },
        )
        .lean();
      return updated ? ShiftRecord.parse(updated) : null;
    } catch (error) {
      if (!duplicateKeyOf(error)) throw error;
      return null;
    }
  }

  /** Which of these payments and refunds are in a report. */
  async reported(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const wanted = { 'money.id': { $in: [...ids], $gt: '' } };
    const found = await this.#model.collection.find(wanted, { projection: { 'money.id': 1 } }).toArray();
    const known = new Set<string>(
      found.flatMap(({ money }) => (money as ShiftRecord['money']).map(({ id }) => id)),
    );
    return new Set(ids.filter((id) => known.has(id)));
  }

  /** Newest first. */
  async page(
    { till, from, to }: ShiftFilter,
    { after, limit }: { readonly after: ShiftPlace | null; readonly limit: number },
  ): Promise<readonly ShiftRecord[]> {
    const conditions: QueryFilter<ShiftRecord>[] = [
      ...(till === undefined ? [] : [{ tillId: till }]),
      ...(from === undefined ? [] : [{ businessDay: { $gte: from } }]),
      ...(to === undefined ? [] : [{ businessDay: { $lte: to } }]),
    ];
    if (after) {
      const { openedAt, id } = after;
      conditions.push({
        $or: [{ openedAt: { $lt: openedAt } }, { openedAt, _id: { $lt: id } }],
      } as QueryFilter<ShiftRecord>);
    }
    const found = await this.#model
      .find(conditions.length > 0 ? { $and: conditions } : {}, { money: 0, outbox: 0 })
      .sort({ openedAt: -1, _id: -1 })
      .limit(limit)
      .lean();
    return found.map((shift) => ShiftRecord.parse({ ...shift, money: [], outbox: [] }));
  }
}
