import type { Booking, LedgerBooking, RefundState } from '@foyer/shared/http/bookings';
import { UserId } from '@foyer/shared/ids';
import type { BookingRecord, RefundPart } from './booking.ts';
import type { TicketSigner } from './ticket-signer.ts';

/** What of a booking leaves the house. */
export function presentBooking(record: BookingRecord, signer: Pick<TicketSigner, 'ticketsOf'>): Booking {
  return {
    id: record._id,
    reference: record.reference,
    status: record.status,
    version: record.version,
    channel: record.channel,
    showtimeId: record.showtimeId,
    seats: record.seats,
    lines: record.lines,
    totalMinor: record.totalMinor,
    currency: record.currency,
    payments: record.payments.map(({ id, tender, amountMinor, status, refundedMinor, cardLast4 }) => ({
      id,
      tender,
      amountMinor,
      status,
      refundedMinor,
      cardLast4,
    })),
    refunds: record.refunds.map(({ id, lines, amountMinor, reason, parts, at }) => ({
      id,
      seats: lines.map((line) => line.seat),
      amountMinor,
      reason,
      state: stateOf(parts),
      at: at.toISOString(),
    })),
    tickets: record.status === 'BOOKED' ? signer.ticketsOf(record) : [],
    offer: record.offer && {
      state: record.offer.state,
      seats: record.offer.seats,
      expiresAt: record.offer.expiresAt.toISOString(),
    },
    expiresAt: record.expiresAt?.toISOString() ?? null,
    createdAt: record.createdAt.toISOString(),
  };
}

function stateOf(parts: readonly RefundPart[]): RefundState {
  if (parts.some((part) => part.state === 'FAILED')) return 'FAILED';
  return parts.every((part) => part.state === 'DONE') ? 'DONE' : 'REQUESTED';
}

/** The same with what only staff may see; `names` by user id. */
export function presentLedgerBooking(
  record: BookingRecord,
  signer: TicketSigner,
  names: ReadonlyMap<string, string>,
): LedgerBooking {
  return {
    ...presentBooking(record, signer),
    movieTitle: record.showtime.movieTitle,
    auditoriumName: record.showtime.auditoriumName,
    startsAt: record.showtime.startsAt.toISOString(),
    actor: { userId: UserId.parse(record.actor.id), name: names.get(record.actor.id) ?? '' },
    till: record.till,
  };
}
