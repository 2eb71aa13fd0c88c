import type { BookingStatus } from '@foyer/shared/http/bookings';
import type { BookingId, MovieId, SeatId, ShowtimeId, TillId } from '@foyer/shared/ids';
import type { Model, QueryFilter } from 'mongoose';
import { certainReadMs, duplicateKeyOf, isMongoUnavailable } from '../../platform/mongo.ts';
import type { ActContext } from '../seats/seats.ts';
import type { ClaimGate } from './arbiter-watch.ts';
import { BookingRecord, type BookingDraft } from './booking.ts';
import { claimsMore, leaving, type BookingChange } from './booking-change.ts';
import { bookingEvent } from './booking-events.ts';
import { mayStep } from './booking-state.ts';
import { nobodyIsIn } from './admission.repository.ts';
import { counterMoney } from './counter-money.ts';

/** What became of an insert: `taken` names the seats that other bookings own. */
export type InsertOutcome =
  | { readonly kind: 'INSERTED' }
  | { readonly kind: 'EXISTS'; readonly booking: BookingRecord }
  | { readonly kind: 'TAKEN'; readonly seats: readonly SeatId[] };

/** What became of a compare-and-set. CONFLICT: somebody else was first. TAKEN: other bookings own the seats. */
export type SaveOutcome =
  | { readonly kind: 'SAVED'; readonly booking: BookingRecord }
  | { readonly kind: 'CONFLICT' }
  | { readonly kind: 'TAKEN'; readonly seats: readonly SeatId[] };

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

/** Facts that wait in a booking, and whether its guest can be told of them. */
export type UntoldBooking = Pick<BookingRecord, '_id' | 'outbox'> &
  Partial<Pick<BookingRecord, 'contact' | 'customerId'>>;

export interface PageRequest {
  readonly after: { readonly createdAt: Date; readonly id: string } | null;
  readonly limit: number;
}

/** What tills borrow lies in the same collection, since the same index judges it, and is no booking. */
const sales = { kind: 'SALE' } as const;

/** The only place that queries bookings. */
export class BookingRepository {
  readonly #model: Model<BookingRecord>;

  readonly #gate: ClaimGate;

  constructor(model: Model<BookingRecord>, gate: ClaimGate) {
    this.#model = model;
    this.#gate = gate;
  }

  /**
   * One insert claims all seats or none. An answer that got lost is found again by the booking's id. Throws
   * service.unavailable while the arbiter is missing, as `save` does.
   */
  async insert(booking: BookingRecord): Promise<InsertOutcome> {
    if (booking.claims) this.#gate.require();
    try {
      // The record is whole and typed: a mongoose document of it would cost as much again as sending it.
      const bookings = this.#model.db.collection<BookingRecord>(this.#model.collection.name);
      await bookings.insertOne(booking, { ignoreUndefined: true });
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

  /** Reads what the majority has. Good enough before a compare-and-set: what a deposed primary says, it refuses. */
  async read(id: BookingId): Promise<BookingRecord | null> {
    const found = await this.#model
      .findOne({ _id: id, ...sales })
      .read('primary')
      .lean();
    return found ? BookingRecord.parse(found) : null;
  }

  /** The same with certainty that every write acknowledged before is in it: a slow read, for replays. */
  async find(id: BookingId): Promise<BookingRecord | null> {
    const found = await this.#model
      .findOne({ _id: id, ...sales })
      .read('primary')
      .readConcern('linearizable')
      .maxTimeMS(certainReadMs)
      .lean();
    return found ? BookingRecord.parse(found) : null;
  }

  /**
   * Compare-and-set from the version the caller saw, with the facts of the change in the same write. A seat whose guest
   * is in does not leave its booking: that conflicts, too.
   */
  async save(
    seen: BookingRecord,
    { next, facts }: BookingChange,
    told: { readonly act: ActContext; readonly at: Date },
  ): Promise<SaveOutcome> {
    if (next.status !== seen.status && !mayStep(seen.status, next.status)) {
      throw new Error(`a booking can't go from ${seen.status} to ${next.status}`);
    }
    if (claimsMore(seen, next)) this.#gate.require();
    try {
      const updated = await this.#model
        .findOneAndUpdate(
          { _id: seen._id, status: seen.status, version: seen.version, ...nobodyIsIn(leaving(seen, next)) },
          {
            $set: fieldsOf(next),
            $push: {
              outbox: { $each: facts.map((fact) => bookingEvent(next, fact, told)) },
              unreported: { $each: counterMoney(seen, next, told.at) },
            },
          },
          { returnDocument: 'after' },
        )
        .lean();
      return updated ? { kind: 'SAVED', booking: BookingRecord.parse(updated) } : { kind: 'CONFLICT' };
    } catch (error) {
      const seat = duplicateKeyOf(error)?.['seats'];
      if (typeof seat !== 'string') throw error;
      return { kind: 'TAKEN', seats: await this.#claimedOf(next.showtimeId, next.seats, seat as SeatId) };
    }
  }

  /** Puts off what is due, where nothing about the booking has changed. */
  async postpone(seen: BookingRecord, dueAt: Date): Promise<void> {
    await this.#model.updateOne({ _id: seen._id, version: seen.version }, { $set: { dueAt } });
  }

  /** Bookings that a worker has to look at, the longest due first. */
  async due(now: Date, limit: number): Promise<readonly BookingRecord[]> {
    const found = await this.#model
      .find({ dueAt: { $type: 'date', $lte: now } } as QueryFilter<BookingRecord>)
      .sort({ dueAt: 1 })
      .limit(limit)
      .lean();
    return found.map((booking) => BookingRecord.parse(booking));
  }

  /** Newest first. */
  async page(filter: BookingFilter, { after, limit }: PageRequest): Promise<readonly BookingRecord[]> {
    const conditions: QueryFilter<BookingRecord>[] = [sales];
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
    const found = await this.#model
      .find({ $and: conditions })
      .sort({ createdAt: -1, _id: -1 })
      .limit(limit)
      .lean();
    return found.map((booking) => BookingRecord.parse(booking));
  }

  /** Bookings with facts not yet told, oldest fact first. */
  async untold(limit: number): Promise<readonly UntoldBooking[]> {
    const found = await this.#model
      .find({ 'outbox.at': { $gt: '' } } as QueryFilter<BookingRecord>, {
        outbox: 1,
        contact: 1,
        customerId: 1,
      })
      .sort({ 'outbox.at': 1 })
      .limit(limit)
      .lean();
    return found.map(({ _id, outbox, contact, customerId }) => ({ _id, outbox, contact, customerId }));
  }

  /** Takes told facts out of the outbox; the version stays, nothing about the booking changed. */
  async markTold(told: readonly Pick<UntoldBooking, '_id' | 'outbox'>[]): Promise<void> {
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

/** Everything that a step may change; who sold it when, and under which id, stays. */
function fieldsOf(next: BookingDraft) {
  const { status, version, claims, showtimeId, showtime, seats, lines, totalMinor } = next;
  const { payments, refunds, exchanges, offer, holdId, expiresAt, dueAt } = next;
  return {
    status,
    version,
    claims,
    showtimeId,
    showtime,
    seats,
    lines,
    totalMinor,
    payments,
    refunds,
    exchanges,
    offer,
    holdId,
    expiresAt,
    dueAt,
  };
}
