import type { BookingId } from '@foyer/shared/ids';
import type { Model, QueryFilter } from 'mongoose';
import { isOnlyDuplicates } from '../../platform/mongo.ts';
import { NotificationRecord, type NotificationStatus } from './notification.ts';
import type { Wanted } from './notification.policy.ts';

/** The only place that writes and reads notifications. */
export class NotificationRepository {
  readonly #model: Model<NotificationRecord>;

  constructor(model: Model<NotificationRecord>) {
    this.#model = model;
  }

  /** Stores what is not stored yet, with the majority. Safe to repeat and to race. */
  async add(wanted: readonly Wanted[], now: Date): Promise<void> {
    await this.#store(
      wanted.map(({ event, kind, refundedMinor, returned }) => ({
        ...waitingFrom(now),
        _id: event.id,
        kind,
        bookingId: event.target.id as BookingId, // bookingEvent names the booking as its target
        refundedMinor,
        returned: [...returned],
      })),
    );
  }

  /** The same for the one mail that an invitation gets. */
  async addInvitation(invitationId: string, now: Date): Promise<void> {
    const id = { _id: `invitation:${invitationId}`, invitationId };
    await this.#store([{ ...waitingFrom(now), ...id, kind: 'INVITATION' }]);
  }

  /** Takes the one that has waited longest; nobody else gets it before `until`. Null where none is due. */
  async take(lease: string, { now, until }: { readonly now: Date; readonly until: Date }) {
    const taken = await this.#model
      .findOneAndUpdate(
        { status: 'WAITING', dueAt: { $lte: now } },
        { $set: { dueAt: until, lease }, $inc: { attempts: 1 } },
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      )
      .lean();
    return taken ? NotificationRecord.parse(taken) : null;
  }

  /** Ends it, unless the lease ran out and somebody else has it now. */
  async end(
    { _id, lease }: NotificationRecord,
    ended: {
      readonly status: Exclude<NotificationStatus, 'WAITING'>;
      readonly error: string | null;
      readonly at: Date;
    },
  ): Promise<void> {
    const { status, error, at } = ended;
    await this.#model.updateOne(
      { _id, lease, status: 'WAITING' },
      { $set: { status, lastError: error, endedAt: at } },
    );
  }

  /** Leaves it for later. */
  async postpone(
    { _id, lease }: NotificationRecord,
    { dueAt, error }: { readonly dueAt: Date; readonly error: string },
  ): Promise<void> {
    await this.#model.updateOne({ _id, lease, status: 'WAITING' }, { $set: { dueAt, lastError: error } });
  }

  count(status: NotificationStatus): Promise<number> {
    return this.#model.countDocuments({ status });
  }

  /** Mails about these bookings and invitations, newest first. */
  async about(bookings: readonly string[], invitations: readonly string[]) {
    const about = [{ bookingId: { $in: [...bookings] } }, { invitationId: { $in: [...invitations] } }];
    const query = { $or: about } as QueryFilter<NotificationRecord>;
    const found = await this.#model.find(query).sort({ createdAt: -1 }).lean();
    return found.map((one) => NotificationRecord.parse(one));
  }

  /** Removes what ended before; answers how many. Those that wait stay. */
  async forget(before: Date): Promise<number> {
    const isOld = { status: { $ne: 'WAITING' }, endedAt: { $lt: before } } as QueryFilter<NotificationRecord>;
    return (await this.#model.deleteMany(isOld)).deletedCount;
  }

  async #store(records: readonly NotificationRecord[]): Promise<void> {
    if (records.length === 0) return;
    try {
      await this.#model.insertMany(records, { ordered: false });
    } catch (error) {
      if (!isOnlyDuplicates(error)) throw error;
    }
  }
}

function waitingFrom(now: Date): Omit<NotificationRecord, '_id' | 'kind'> {
  return {
    bookingId: null,
    invitationId: null,
    refundedMinor: null,
    returned: [],
    status: 'WAITING',
    attempts: 0,
    dueAt: now,
    lease: null,
    lastError: null,
    createdAt: now,
    endedAt: null,
  };
}
