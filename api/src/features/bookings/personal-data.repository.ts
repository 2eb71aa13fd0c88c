import type { PersonExport } from '@foyer/shared/http/privacy';
import type { UserId } from '@foyer/shared/ids';
import type { Model, QueryFilter } from 'mongoose';
import { contactCollation } from './booking.model.ts';
import { BookingRecord } from './booking.ts';
import { presentBooking } from './booking.presenter.ts';

/** Whose bookings: those of the account, and those that name the address. */
interface Subject {
  readonly id: UserId;
  readonly email: string | null;
}

/** What bookings keep about people, to hand out and to take away; the money and the seats stay. */
export class BookingPersonalData {
  readonly #model: Model<BookingRecord>;

  constructor(model: Model<BookingRecord>) {
    this.#model = model;
  }

  /** Newest first. */
  async list(subject: Subject, limit: number): Promise<PersonExport['bookings']> {
    const found = await this.#model
      .find(ofSubject(subject))
      .collation(contactCollation)
      .sort({ createdAt: -1, _id: -1 })
      .limit(limit)
      .lean();
    return found.map((one) => exportOf(BookingRecord.parse(one), subject.id));
  }

  /** Bookings whose money or seats are not settled, and tickets for shows to come. */
  async unsettled(
    subject: Subject,
    now: Date,
  ): Promise<{ readonly open: number; readonly upcoming: number }> {
    const count = (more: Readonly<Record<string, unknown>>): Promise<number> =>
      this.#model
        .countDocuments({ $and: [ofSubject(subject), more] } as QueryFilter<BookingRecord>)
        .collation(contactCollation)
        .exec();
    const open = await count({ dueAt: { $type: 'date' } });
    const upcoming = await count({ dueAt: null, status: 'BOOKED', 'showtime.startsAt': { $gt: now } });
    return { open, upcoming };
  }

  /**
   * No way to the person stays: neither address and name, nor what a provider calls their card. Whoever charges an open
   * payment needs that still, so it is only taken from payments that are over.
   */
  async erase({ id, email }: Subject): Promise<void> {
    const noContact = { $set: { contact: null } };
    const isOver = { 'payment.status': { $nin: ['STARTED', 'UNKNOWN'] } };
    await this.#model.updateMany(
      { customerId: id },
      { $set: { contact: null, 'payments.$[payment].token': null } },
      { arrayFilters: [isOver] },
    );
    if (email === null) return;
    await this.#model.updateMany(withAddress(email), noContact).collation(contactCollation);
  }

  /** Takes the contact from bookings of shows that began before; answers from how many. */
  async forgetContacts(before: Date): Promise<number> {
    const isPast = { 'contact.email': { $exists: true }, 'showtime.startsAt': { $lt: before } };
    const outcome = await this.#model
      .updateMany(isPast as QueryFilter<BookingRecord>, { $set: { contact: null } })
      .collation(contactCollation);
    return outcome.modifiedCount;
  }
}

function withAddress(email: string): QueryFilter<BookingRecord> {
  return { 'contact.email': email };
}

function ofSubject({ id, email }: Subject): QueryFilter<BookingRecord> {
  const own = { customerId: id } as QueryFilter<BookingRecord>;
  return email === null ? own : { $or: [own, withAddress(email)] };
}

function exportOf(record: BookingRecord, id: UserId): PersonExport['bookings'][number] {
  return {
    ...presentBooking(record, { ticketsOf: () => [] }),
    movieTitle: record.showtime.movieTitle,
    startsAt: record.showtime.startsAt.toISOString(),
    ownAccount: record.customerId === id,
    admissions: record.admissions.map(({ seat, at, undone }) => ({
      seat,
      at: at.toISOString(),
      undoneAt: undone?.at.toISOString() ?? null,
    })),
    contact: record.contact,
  };
}
