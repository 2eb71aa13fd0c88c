import type { LeaseConflict } from '@foyer/shared/http/lease-conflicts';
import type { Lease, LeaseKit } from '@foyer/shared/http/leases';
import { BookingId, UserId } from '@foyer/shared/ids';
import type { TicketSigner } from '../bookings/ticket-signer.ts';
import { actionsOf, type LeaseConflictRecord } from './conflict.ts';
import type { LeaseRecord } from './lease.ts';

export function presentLease(record: LeaseRecord): Lease {
  const { movieTitle, auditoriumName, startsAt } = record.showtime;
  return {
    id: record._id,
    tillId: record.till,
    journalId: record.journalId,
    status: record.status,
    version: record.version,
    showtimeId: record.showtimeId,
    movieTitle,
    auditoriumName,
    startsAt: startsAt.toISOString(),
    endsAt: record.granted.endsAt.toISOString(),
    timeZone: record.granted.timeZone,
    seats: record.seats,
    sold: record.sold.map(({ saleId, bookingId, seats }) => ({ saleId, bookingId, seats })),
    grantedAt: record.createdAt.toISOString(),
  };
}

/** The same with all that is needed to sell; what sales are called already is left out. */
export function presentKit(record: LeaseRecord, signer: Pick<TicketSigner, 'ticketsOf'>): LeaseKit {
  const { chairs, ticketTypes, currency, references } = record.granted;
  const used = new Set(record.sold.map(({ reference }) => reference));
  const seats = chairs.map(({ id }) => id);
  // A code names no booking, which there is none of yet: it names the sale and the seat.
  const about = { _id: BookingId.parse(record._id), showtimeId: record.showtimeId, seats };
  const slips = references
    .filter((reference) => !used.has(reference))
    .map((reference) => {
      const tickets = signer.ticketsOf({ ...about, reference });
      return { reference, codes: Object.fromEntries(tickets.map(({ seat, qr }) => [seat, qr])) };
    });
  return { ...presentLease(record), chairs, ticketTypes, currency, slips };
}

/** `names` by user id. */
export function presentConflict(
  record: LeaseConflictRecord,
  names: ReadonlyMap<string, string>,
): LeaseConflict {
  const { showtime, resolution, sale } = record;
  const person = (id: string) => ({ userId: UserId.parse(id), name: names.get(id) ?? '' });
  return {
    id: record._id,
    leaseId: record.leaseId,
    tillId: record.till,
    state: record.state,
    reason: record.reason,
    showtimeId: record.showtimeId,
    movieTitle: showtime.movieTitle,
    auditoriumName: showtime.auditoriumName,
    startsAt: showtime.startsAt.toISOString(),
    currency: record.currency,
    sale,
    soldBy: person(sale.soldBy),
    at: record.createdAt.toISOString(),
    actions: [...actionsOf(record)],
    resolution: resolution && {
      action: resolution.action,
      reason: resolution.reason,
      by: person(resolution.actor.id),
      at: resolution.at.toISOString(),
      bookingId: resolution.bookingId,
    },
  };
}
