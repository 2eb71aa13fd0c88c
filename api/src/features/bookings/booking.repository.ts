import type { AuditEvent } from '@foyer/shared/audit';
import type { BookingStatus } from '@foyer/shared/http/bookings';
import type { BookingId, MovieId, SeatId, ShowtimeId, TillId } from '@foyer/shared/ids';
import type { Model, QueryFilter } from 'mongoose';
import { duplicateKeyOf, isMongoUnavailable } from '../../platform/mongo.ts';
import { BookingRecord } from './booking.ts';
import { claimsSeats, mayStep } from './booking-state.ts';

/** What became of an insert: `taken` names the seats that other bookings own. */
export type InsertOutcome =
  | { readonly kind: 'INSERTED' }
  | { readonly kind: 'EXISTS'; readonly booking: BookingRecord }
  | { readonly kind: 'TAKEN'; readonly seats: readonly SeatId[] };

/** A step to another status together with what it changes and tells. */
export interface BookingStep {
  readonly to: BookingStatus;
  /** What else is other than before. */
  readonly change?: Partial<Pick<BookingRecord, 'seats' | 'lines' | 'totalMinor' | 'refunds'>>;
  readonly payments: BookingRecord['payments'];
  readonly events: readonly AuditEvent[];
}

export interface BookingFilter {
  readonly actorId?: string | undefined;
  /** Who sold or bought it, or gets its tickets. */
  readonly personId?: string | undefined;
  readonly movieId?: MovieId | undefined;
  readonly status?: BookingStatus | undefined;
  readonly till?: TillId | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

export interface PageRequest {
  readonly after: { readonly createdAt: Date; readonly id: string } | null;
  readonly limit: number;
}

/** The only place that queries bookings. */
export class BookingRepository {
  readonly #model: Model<BookingRecord>;

  constructor(model: Model<BookingRecord>) {
    this.#model = model;
  }

  /** One insert claims all seats or none. An answer that got lost is found again by the booking's id. */
  async insert(booking: BookingRecord): Promise<InsertOutcome> {
    try {
      await this.#model.create([booking]);
      return { kind: 'INSERTED' };
    } catch (error) {
      const key = duplicateKeyOf(error);
      if (!key && !isMongoUnavailable(error)) throw error;
      const existing = await this.find(booking._id);
      if (existing) return { kind: 'EXISTS', booking: existing };
      if (!key || typeof key['seats'] !== 'string') throw error;
      return {
        kind: 'TAKEN',
        seats: await this.#claimedOf(booking.showtimeId, booking.seats, key['seats'] as SeatId),
      };
    }
  }

  /** Reads what the majority has, including every write acknowledged before. */
  async find(id: BookingId): Promise<BookingRecord | null> {
    const found = await this.#model.findById(id).read('primary').readConcern('linearizable').lean();
    return found ? BookingRecord.parse(found) : null;
  }

  /** Compare-and-set from the state the caller saw; null when somebody else was first. */
  async step(
    seen: BookingRecord,
    { to, payments, events, change = {} }: BookingStep,
  ): Promise<BookingRecord | null> {
    if (!mayStep(seen.status, to)) throw new Error(`a booking can't go from ${seen.status} to ${to}`);
    const updated = await this.#model
      .findOneAndUpdate(
        { _id: seen._id, status: seen.status, version: seen.version },
        {
          $set: { ...change, status: to, claims: claimsSeats(to), payments, expiresAt: null },
          $inc: { version: 1 },
          $push: { outbox: { $each: [...events] } },
        },
        { returnDocument: 'after' },
      )
      .lean();
    return updated ? BookingRecord.parse(updated) : null;
  }

  /** Marks money as sent back, whatever the booking's status; null when somebody else was first. */
  async settleRefund(
    seen: BookingRecord,
    { payments, refunds, events }: Pick<BookingRecord, 'payments' | 'refunds'> & Pick<BookingStep, 'events'>,
  ): Promise<BookingRecord | null> {
    const updated = await this.#model
      .findOneAndUpdate(
        { _id: seen._id, version: seen.version },
        { $set: { payments, refunds }, $inc: { version: 1 }, $push: { outbox: { $each: [...events] } } },
        { returnDocument: 'after' },
      )
      .lean();
    return updated ? BookingRecord.parse(updated) : null;
  }

  /** Bookings with money still on its way back. */
  async withOpenRefunds(limit: number): Promise<readonly BookingRecord[]> {
    const found = await this.#model
      .find({ 'refunds.parts.state': 'REQUESTED' } as QueryFilter<BookingRecord>)
      .limit(limit)
      .lean();
    return found.map((booking) => BookingRecord.parse(booking));
  }

  /** Every claim of a showtime, from the primary with majority. */
  async claimsOf(
    showtimeId: ShowtimeId,
  ): Promise<readonly Pick<BookingRecord, '_id' | 'version' | 'seats'>[]> {
    return this.#model
      .find({ showtimeId, claims: true }, { seats: 1, version: 1 })
      .read('primary')
      .readConcern('majority')
      .lean();
  }

  /** PENDING bookings whose payment window is over. */
  async overdue(now: Date, limit: number): Promise<readonly BookingRecord[]> {
    const found = await this.#model
      .find({ status: 'PENDING', expiresAt: { $lte: now } })
      .limit(limit)
      .lean();
    return found.map((booking) => BookingRecord.parse(booking));
  }

  /** Newest first. */
  async page(filter: BookingFilter, { after, limit }: PageRequest): Promise<readonly BookingRecord[]> {
    const conditions: QueryFilter<BookingRecord>[] = [];
    if (filter.actorId) conditions.push({ 'actor.id': filter.actorId });
    if (filter.personId) {
      const { personId } = filter;
      conditions.push({
        $or: [{ 'actor.id': personId }, { customerId: personId }],
      } as QueryFilter<BookingRecord>);
    }
    if (filter.movieId) conditions.push({ 'showtime.movieId': filter.movieId });
    if (filter.status) conditions.push({ status: filter.status });
    if (filter.till) conditions.push({ till: filter.till });
    if (filter.from) conditions.push({ createdAt: { $gte: filter.from } });
    if (filter.to) conditions.push({ createdAt: { $lt: filter.to } });
    if (after) {
      const { createdAt, id } = after;
      conditions.push({
        $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: id } }],
      } as QueryFilter<BookingRecord>);
    }
    const query = conditions.length > 0 ? { $and: conditions } : {};
    const found = await this.#model.find(query).sort({ createdAt: -1, _id: -1 }).limit(limit).lean();
    return found.map((booking) => BookingRecord.parse(booking));
  }

  /** Bookings with facts not yet told, oldest fact first. */
  async untold(
    limit: number,
  ): Promise<readonly { readonly _id: BookingId; readonly outbox: readonly AuditEvent[] }[]> {
    const found = await this.#model
      .find({ 'outbox.at': { $gt: '' } } as QueryFilter<BookingRecord>, { outbox: 1 })
      .sort({ 'outbox.at': 1 })
      .limit(limit)
      .lean();
    return found.map(({ _id, outbox }) => ({ _id, outbox }));
  }

  /** Takes told facts out of the outbox; the version stays, nothing about the booking changed. */
  async markTold(
    told: readonly { readonly _id: BookingId; readonly outbox: readonly AuditEvent[] }[],
  ): Promise<void> {
    if (told.length === 0) return;
    await this.#model.bulkWrite(
      told.map(({ _id, outbox }) => ({
        updateOne: {
          filter: { _id },
          update: { $pull: { outbox: { id: { $in: outbox.map((event) => event.id) } } } },
        },
      })),
      { ordered: false },
    );
  }

  async #claimedOf(
    showtimeId: ShowtimeId,
    seats: readonly SeatId[],
    known: SeatId,
  ): Promise<readonly SeatId[]> {
    const claims = await this.#model
      .find({ showtimeId, claims: true, seats: { $in: [...seats] } }, { seats: 1 })
      .lean();
    const claimed = new Set(claims.flatMap((claim) => claim.seats));
    return seats.filter((seat) => claimed.has(seat) || seat === known);
  }
}
