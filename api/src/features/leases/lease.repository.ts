import type { AuditEvent } from '@foyer/shared/audit';
import type { LeaseId, SeatId, ShowtimeId, TillId } from '@foyer/shared/ids';
import type { ClientSession, Connection, mongo } from 'mongoose';
import { certainReadMs, duplicateKeyOf, isMongoUnavailable } from '../../platform/mongo.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { ClaimGate } from '../bookings/arbiter-watch.ts';
import type { BookingRecord } from '../bookings/booking.ts';
import { LeaseRecord, type LeaseDraft } from './lease.ts';

/** One step: what the lease is afterwards, and what is told of it. */
export interface LeaseStep {
  readonly next: LeaseDraft;
  readonly fact: AuditEvent;
}

/** HELD: the till has a lease of this showtime. TAKEN: others own one of the seats. */
export type GrantOutcome = 'GRANTED' | 'HELD' | 'TAKEN';

/** MOVED: somebody else was first. EXISTS: the sale is booked. REFERENCE: another booking is called so. TAKEN as above. */
export type SellOutcome = 'SOLD' | 'MOVED' | 'EXISTS' | 'REFERENCE' | 'TAKEN';

const leases = { kind: 'LEASE' } as const;

/** The only place that queries leases. */
export class LeaseRepository {
  readonly #connection: Connection;
  readonly #collection: string;
  readonly #gate: ClaimGate;

  constructor(connection: Connection, collection: string, gate: ClaimGate) {
    this.#connection = connection;
    this.#collection = collection;
    this.#gate = gate;
  }

  /** One insert fences off all seats or none. */
  async insert({ next, fact }: LeaseStep): Promise<GrantOutcome> {
    this.#gate.require();
    try {
      await this.#leases.insertOne({ ...next, outbox: [fact] }, { ignoreUndefined: true });
      return 'GRANTED';
    } catch (error) {
      const key = duplicateKeyOf(error);
      if (!key && !isMongoUnavailable(error)) throw error;
      if (key?.['leaseTill'] !== undefined) return 'HELD';
      if (key?.['seats'] !== undefined) return 'TAKEN';
      if (await this.#find(next._id)) return 'GRANTED';
      throw error;
    }
  }

  async read(id: LeaseId): Promise<LeaseRecord | null> {
    return parsed(await this.#leases.findOne({ _id: id, ...leases }, { readPreference: 'primary' }));
  }

  /** What the till has of the showtime. */
  async liveOf(till: TillId, showtimeId: ShowtimeId): Promise<LeaseRecord | null> {
    const query = { leaseTill: { $eq: till, $gt: '' }, showtimeId };
    return parsed(await this.#leases.findOne(query as object, { readPreference: 'primary' }));
  }

  /** What tills have, the oldest first; of one till or of all. */
  async live(till: TillId | null): Promise<readonly LeaseRecord[]> {
    const query = { leaseTill: { ...(till === null ? {} : { $eq: till }), $gt: '' } };
    const found = await this.#leases
      .find(query as object)
      .sort({ createdAt: 1, _id: 1 })
      .toArray();
    return found.map((lease) => LeaseRecord.parse(lease));
  }

  /** How many seats of a showtime tills have. */
  async countSeats(showtimeId: ShowtimeId): Promise<number> {
    const found = this.#leases.find({ showtimeId, claims: true, ...leases }, { projection: { seats: 1 } });
    return (await found.toArray()).reduce((count, { seats }) => count + seats.length, 0);
  }

  /** Compare-and-set from the version the caller saw. */
  async save(seen: LeaseRecord, step: LeaseStep, session?: ClientSession): Promise<boolean> {
    const outcome = await this.#leases.updateOne(
      { _id: seen._id, version: seen.version },
      updateOf(step),
      session ? { session } : {},
    );
    return outcome.matchedCount === 1;
  }

  /**
   * Moves seats from a lease to a booking, and whatever `beside` writes with it, all or nothing: released first, then
   * claimed. A lease that is left out stays as it is.
   */
  async sell(
    lease: { readonly seen: LeaseRecord; readonly step: LeaseStep } | null,
    booking: BookingRecord | null,
    beside: (session: ClientSession) => Promise<boolean> = async () => true,
  ): Promise<SellOutcome> {
    if (booking?.claims) this.#gate.require();
    try {
      return await inTransaction(this.#connection, async (session) => {
        const isFirst =
          (await beside(session)) && (!lease || (await this.save(lease.seen, lease.step, session)));
        if (!isFirst) {
          await session.abortTransaction();
          return 'MOVED';
        }
        if (booking) await this.#bookings.insertOne(booking, { session, ignoreUndefined: true });
        return 'SOLD';
      });
    } catch (error) {
      const key = duplicateKeyOf(error);
      if (key?.['_id'] !== undefined) return 'EXISTS';
      if (key?.['reference'] !== undefined) return 'REFERENCE';
      if (typeof key?.['seats'] === 'string') return 'TAKEN';
      throw error;
    }
  }

  /** Which of these seats somebody owns. */
  async claimed(showtimeId: ShowtimeId, seats: readonly SeatId[]): Promise<readonly SeatId[]> {
    const query = { showtimeId, claims: true, seats: { $in: [...seats] } };
    const found = await this.#leases.find(query, { projection: { seats: 1 } }).toArray();
    const owned = new Set(found.flatMap((claim) => claim.seats));
    return seats.filter((seat) => owned.has(seat));
  }

  /** With certainty that every write acknowledged before is in it. */
  async #find(id: LeaseId): Promise<boolean> {
    const certainly = { readConcern: { level: 'linearizable' }, maxTimeMS: certainReadMs } as const;
    return (await this.#leases.findOne({ _id: id }, { ...certainly, readPreference: 'primary' })) !== null;
  }

  // Records are whole and typed: mongoose has nothing to add to them.
  get #leases(): mongo.Collection<LeaseRecord> {
    return this.#raw<LeaseRecord>();
  }

  get #bookings(): mongo.Collection<BookingRecord> {
    return this.#raw<BookingRecord>();
  }

  #raw<Document extends object>(): mongo.Collection<Document> {
    if (!this.#connection.db) throw new Error('leases are asked for before there is a connection');
    return this.#connection.db.collection<Document>(this.#collection);
  }
}

function parsed(found: object | null): LeaseRecord | null {
  return found ? LeaseRecord.parse(found) : null;
}

function updateOf({ next, fact }: LeaseStep) {
  const { status, version, claims, seats, sold, returned, endedAt } = next;
  return {
    $set: { status, version, claims, seats, sold, returned, endedAt },
    $push: { outbox: fact },
    ...(next.leaseTill === undefined ? { $unset: { leaseTill: '' as const } } : {}),
  };
}
