import { AuditAction } from '@foyer/shared/audit';
import { ShowtimeId, type BookingId, type ShiftId, type TillId } from '@foyer/shared/ids';
import type { Connection, Model, PipelineStage, QueryFilter } from 'mongoose';
import { auditModel, type AuditDocument } from '../audit/audit.model.ts';
import type { BookingRecord } from '../bookings/booking.ts';
import { bookingModel } from '../bookings/booking.model.ts';
import { seatFactId } from '../audit/seat-facts.ts';
import { progressModel, type ProgressDocument } from '../audit/stream-progress.model.ts';
import type { ReadFrom } from './invariants.ts';
import type { BookedSeat } from './judge-hall.ts';
import type { ShiftRecord } from '../shifts/shift.ts';
import { shiftModel } from '../shifts/shift.model.ts';
import type { InReport } from './judge-shift.ts';
import type { ToldFact } from './judge-facts.ts';
import type { Run } from './judge-seat-facts.ts';

export interface OwnedTwice {
  readonly showtimeId: string;
  readonly seat: string;
  readonly bookings: readonly string[];
}

/** A booking of which the trail tells. `seq` is where to go on. */
export interface ToldBooking {
  readonly seq: number;
  readonly bookingId: string;
}

const bookingActions = AuditAction.options.filter(
  (action) =>
    /^(booking|payment)\./.test(action) ||
    action === 'ticket.admitted' ||
    action === 'ticket.admission-undone',
);

/** Whatever is slower than this would slow others: it is given up and said. */
const limitMs = 10_000;

/** The only place that reads what the invariants are judged by. It writes nothing. */
export class InvariantRepository {
  readonly #bookings: Model<BookingRecord>;
  readonly #entries: Model<AuditDocument>;
  readonly #progress: Model<ProgressDocument>;
  readonly #shifts: Model<ShiftRecord>;

  constructor(connection: Connection) {
    this.#bookings = bookingModel(connection);
    this.#entries = auditModel(connection);
    this.#progress = progressModel(connection);
    this.#shifts = shiftModel(connection);
  }

  /** Ids of bookings in their order, above `after`. */
  async bookingIds(after: string, limit: number): Promise<readonly string[]> {
    const found = await this.#bookings
      .find({ _id: { $gt: after } } as QueryFilter<BookingRecord>, { _id: 1 })
      .sort({ _id: 1 })
      .limit(limit)
      .read('secondaryPreferred')
      .maxTimeMS(limitMs)
      .lean();
    return found.map(({ _id }) => _id);
  }

  /** Bookings and leases as they are stored, to be parsed by whoever judges them. */
  async bookings(
    ids: readonly string[],
    from: ReadFrom,
  ): Promise<readonly { readonly _id: string; readonly kind: string }[]> {
    return this.#bookings
      .find({ _id: { $in: ids as BookingId[] } })
      .read(preferenceOf[from])
      .maxTimeMS(limitMs)
      .lean();
  }

  /** Which of these bookings there are. */
  async existing(ids: readonly string[], from: ReadFrom): Promise<ReadonlySet<string>> {
    const found = await this.#bookings
      .find({ _id: { $in: ids as BookingId[] } }, { _id: 1 })
      .read(preferenceOf[from])
      .maxTimeMS(limitMs)
      .lean();
    return new Set(found.map(({ _id }) => _id));
  }

  /** Facts of bookings and payments by booking. Read it after the bookings: a fact leaves an outbox for the trail. */
  async factsOf(ids: readonly string[], from: ReadFrom): Promise<ReadonlyMap<string, readonly ToldFact[]>> {
    const found = await this.#entries
      .find(
        { 'target.id': { $in: [...ids] }, action: { $in: bookingActions } } as QueryFilter<AuditDocument>,
        { action: 1, target: 1, after: 1 },
      )
      .read(preferenceOf[from])
      .maxTimeMS(limitMs)
      .lean();
    const byBooking = Map.groupBy(found, ({ target }) => target.id);
    return new Map(
      [...byBooking].map(([id, entries]) => [
        id,
        entries.map(({ _id, action, after }) => ({ id: _id, action, version: Number(after?.['version']) })),
      ]),
    );
  }

  /** Bookings of which the trail has this fact, newest first, below `beforeSeq`. */
  async toldOf(action: AuditAction, beforeSeq: number, limit: number): Promise<readonly ToldBooking[]> {
    const found = await this.#entries
      .find({ action, seq: { $lt: beforeSeq } } as QueryFilter<AuditDocument>, { seq: 1, target: 1 })
      .sort({ seq: -1 })
      .limit(limit)
      .read('secondaryPreferred')
      .maxTimeMS(limitMs)
      .lean();
    return found.map(({ seq, target }) => ({ seq, bookingId: target.id }));
  }

  /** Epochs of halls, `showtime:epoch`, and up to which change the trail is done with each, above `after`. */
  async epochs(
    after: string,
    limit: number,
  ): Promise<readonly { readonly id: string; readonly through: number }[]> {
    const found = await this.#progress
      .find({ _id: { $gt: after } }, { through: 1 })
      .sort({ _id: 1 })
      .limit(limit)
      .read('secondaryPreferred')
      .maxTimeMS(limitMs)
      .lean();
    return found.map(({ _id, through }) => ({ id: _id, through }));
  }

  /** Which changes of an epoch's stretch the trail has. */
  async seatFacts(epochId: string, { from, to }: Run, source: ReadFrom): Promise<ReadonlySet<number>> {
    const { showtimeId, epoch } = placeOf(epochId);
    const seqs = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    const byId = new Map(seqs.map((seq) => [seatFactId({ showtimeId, epoch, seq }), seq]));
    const found = await this.#entries
      .find({ _id: { $in: [...byId.keys()] } }, { _id: 1 })
      .read(preferenceOf[source])
      .maxTimeMS(limitMs)
      .lean();
    return new Set(found.flatMap(({ _id }) => byId.get(_id) ?? []));
  }

  /** What of an epoch the trail says is lost. */
  async gapsOf(epochId: string, source: ReadFrom): Promise<readonly Run[]> {
    const { showtimeId, epoch } = placeOf(epochId);
    const filter = { action: 'stream.gap', showtimeId, 'after.epoch': epoch };
    const found = await this.#entries
      .find(filter as QueryFilter<AuditDocument>, { after: 1 })
      .read(preferenceOf[source])
      .maxTimeMS(limitMs)
      .lean();
    return found.map(({ after }) => ({ from: Number(after?.['from']), to: Number(after?.['to']) }));
  }

  /** Seats with more than one claim; the index that forbids it is not believed. */
  async ownedTwice(showtimeIds: readonly string[], from: ReadFrom): Promise<readonly OwnedTwice[]> {
    const stages: PipelineStage[] = [
      { $match: { claims: true, showtimeId: { $in: [...showtimeIds] } } },
      { $unwind: '$seats' },
      { $group: { _id: { showtimeId: '$showtimeId', seat: '$seats' }, bookings: { $addToSet: '$_id' } } },
      { $match: { 'bookings.1': { $exists: true } } },
      { $project: { _id: 0, showtimeId: '$_id.showtimeId', seat: '$_id.seat', bookings: 1 } },
    ];
    return this.#bookings
      .aggregate<OwnedTwice>(stages)
      .read(preferenceOf[from])
      .option({ maxTimeMS: limitMs });
  }

  /** Ids of shifts in their order, above `after`. */
  async shiftIds(after: string, limit: number): Promise<readonly string[]> {
    const found = await this.#shifts
      .find({ _id: { $gt: after } } as QueryFilter<ShiftRecord>, { _id: 1 })
      .sort({ _id: 1 })
      .limit(limit)
      .read('secondaryPreferred')
      .maxTimeMS(limitMs)
      .lean();
    return found.map(({ _id }) => _id);
  }

  /** A shift as it is stored, to be parsed by whoever judges it. */
  async shift(id: string, from: ReadFrom): Promise<{ readonly _id: string } | null> {
    return this.#shifts
      .findById(id as ShiftId)
      .read(preferenceOf[from])
      .maxTimeMS(limitMs)
      .lean();
  }

  /** Whether a till has had the shift with this number. */
  async hasNumber(tillId: TillId, number: number, from: ReadFrom): Promise<boolean> {
    const found = await this.#shifts
      .findOne({ tillId, number }, { _id: 1 })
      .read(preferenceOf[from])
      .maxTimeMS(limitMs)
      .lean();
    return found !== null;
  }

  /** Which Z reports have these payments and refunds. Read it after the bookings: money leaves them for a report. */
  async reportsOf(ids: readonly string[], from: ReadFrom): Promise<ReadonlyMap<string, readonly InReport[]>> {
    if (ids.length === 0) return new Map();
    const wanted = { 'money.id': { $in: [...ids], $gt: '' } };
    const stages: PipelineStage[] = [
      { $match: wanted },
      { $project: { money: 1 } },
      { $unwind: '$money' },
      { $match: wanted },
      {
        $project: {
          _id: 0,
          shiftId: '$_id',
          id: '$money.id',
          kind: '$money.kind',
          tender: '$money.tender',
          amountMinor: '$money.amountMinor',
        },
      },
    ];
    const found = await this.#shifts
      .aggregate<InReport>(stages)
      .read(preferenceOf[from])
      .option({ maxTimeMS: limitMs });
    return Map.groupBy(found, ({ id }) => id);
  }

  /** Seats of a showtime that are sold or lent to a till: what waits for money does not count. */
  async bookedSeats(showtimeId: ShowtimeId, from: ReadFrom): Promise<readonly BookedSeat[]> {
    const found = await this.#bookings
      .find({ showtimeId, claims: true, status: { $ne: 'PENDING' } }, { seats: 1 })
      .read(preferenceOf[from])
      .maxTimeMS(limitMs)
      .lean();
    return found.flatMap(({ _id, seats }) => seats.map((seat) => ({ seat, bookingId: _id })));
  }
}

function placeOf(epochId: string): { readonly showtimeId: ShowtimeId; readonly epoch: string } {
  const at = epochId.indexOf(':');
  return { showtimeId: ShowtimeId.parse(epochId.slice(0, at)), epoch: epochId.slice(at + 1) };
}

/** The first look spares the primary, which sells; what it finds is asked of the primary again. */
const preferenceOf = { near: 'secondaryPreferred', primary: 'primary' } as const;
