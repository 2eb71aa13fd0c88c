import type { AuditEvent } from '@foyer/shared/audit';
import type { ApprovalStatus } from '@foyer/shared/approval-kinds';
import type { ApprovalId } from '@foyer/shared/ids';
import type { Model, QueryFilter } from 'mongoose';
import { certainReadMs, duplicateKeyOf, isMongoUnavailable } from '../../platform/mongo.ts';
import { ApprovalRecord, type ApprovalDraft } from './approval.ts';

/** One step: what the approval is afterwards, and what is told of it. */
export interface ApprovalStep {
  readonly next: ApprovalDraft;
  readonly fact: AuditEvent;
}

/** Statuses that the clock ends. */
const live: readonly ApprovalStatus[] = ['PENDING', 'GRANTED'];

/** The only place that queries approvals. */
export class ApprovalRepository {
  readonly #model: Model<ApprovalRecord>;

  constructor(model: Model<ApprovalRecord>) {
    this.#model = model;
  }

  /** Stores a request; the one that is there already under its id comes back instead. */
  async insert({ next, fact }: ApprovalStep): Promise<ApprovalRecord> {
    const record: ApprovalRecord = { ...next, outbox: [fact] };
    try {
      await this.#model.db.collection<ApprovalRecord>(this.#model.collection.name).insertOne(record);
      return record;
    } catch (error) {
      if (!duplicateKeyOf(error) && !isMongoUnavailable(error)) throw error;
      const there = await this.find(next._id);
      if (!there) throw error;
      return there;
    }
  }

  /** With certainty that every step acknowledged before is in it. */
  async find(id: ApprovalId): Promise<ApprovalRecord | null> {
    const found = await this.#model
      .findById(id)
      .read('primary')
      .readConcern('linearizable')
      .maxTimeMS(certainReadMs)
      .lean();
    return found ? ApprovalRecord.parse(found) : null;
  }

  /**
   * Compare-and-set from what the caller saw, with the fact of the step in the same write. Of two at once, one comes
   * through; the other gets null, and so does who comes after the clock: `now` is before the end, or for the step to
   * EXPIRED at it or past it.
   */
  async step(seen: ApprovalDraft, { next, fact }: ApprovalStep, now: Date): Promise<ApprovalRecord | null> {
    const { status, expiresAt, decidedBy, decidedAt, note, by, usedBy, changedAt } = next;
    const inTime = status === 'EXPIRED' ? { $lte: now } : { $gt: now };
    const updated = await this.#model
      .findOneAndUpdate(
        { _id: seen._id, status: seen.status, expiresAt: inTime },
        {
          $set: { status, expiresAt, decidedBy, decidedAt, note, by, usedBy, changedAt },
          $push: { outbox: fact },
        },
        { returnDocument: 'after' },
      )
      .lean();
    return updated ? ApprovalRecord.parse(updated) : null;
  }

  /** How many other requests of the same person can still be decided. */
  countOpen({ _id, requestedBy, requestedAt }: ApprovalDraft): Promise<number> {
    return this.#model.countDocuments({ _id: { $ne: _id }, requestedBy, ...inState('PENDING', requestedAt) });
  }

  /** The newest of a state, or of all, as the clock has it. */
  async newest(
    state: ApprovalStatus | undefined,
    { now, limit }: { readonly now: Date; readonly limit: number },
  ): Promise<readonly ApprovalRecord[]> {
    const found = await this.#model.find(inState(state, now)).sort({ requestedAt: -1 }).limit(limit).lean();
    return found.map((one) => ApprovalRecord.parse(one));
  }

  /** What the clock has ended and nobody has written down yet. */
  async overdue(now: Date, limit: number): Promise<readonly ApprovalRecord[]> {
    const found = await this.#model
      .find({ status: { $in: [...live] }, expiresAt: { $lte: now } })
      .limit(limit)
      .lean();
    return found.map((one) => ApprovalRecord.parse(one));
  }

  /** What has taken a step since then, in order. */
  async changedSince(then: Date): Promise<readonly ApprovalRecord[]> {
    const found = await this.#model
      .find({ changedAt: { $gte: then } })
      .sort({ changedAt: 1 })
      .lean();
    return found.map((one) => ApprovalRecord.parse(one));
  }
}

function inState(state: ApprovalStatus | undefined, now: Date): QueryFilter<ApprovalRecord> {
  if (state === undefined) return {};
  const isOver = { status: { $in: [...live] }, expiresAt: { $lte: now } };
  if (state === 'EXPIRED') return { $or: [{ status: state }, isOver] };
  return live.includes(state) ? { status: state, expiresAt: { $gt: now } } : { status: state };
}
