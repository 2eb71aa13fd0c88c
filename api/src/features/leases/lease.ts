import { AuditActor, AuditEvent } from '@foyer/shared/audit';
import { TicketType } from '@foyer/shared/http/catalogue';
import { LeaseStatus } from '@foyer/shared/http/leases';
import { Seat } from '@foyer/shared/http/seat-map';
import { BookingId, JournalId, LeaseId, SaleId, SeatId, ShowtimeId, TillId } from '@foyer/shared/ids';
import { Currency } from '@foyer/shared/money';
import type { LeaseTerms } from '@foyer/shared/rules/offline-sale';
import { z } from 'zod';
import { SoldShowtime } from '../bookings/booking.ts';

/**
 * Seats that one till may sell without the server. It lies among the bookings: while `claims` is true the arbiter keeps its
 * seats from every sale.
 */
export const LeaseRecord = z.object({
  _id: LeaseId,
  /** The id again: what lies among bookings has one. */
  reference: z.string(),
  kind: z.literal('LEASE'),
  status: LeaseStatus,
  version: z.int().min(1),
  claims: z.boolean(),
  showtimeId: ShowtimeId,
  showtime: SoldShowtime,
  /** What it still fences off, sorted. */
  seats: z.array(SeatId),
  till: TillId,
  /** The till, as long as it has the lease: the index that lets a till have one reads it. */
  leaseTill: TillId.optional(),
  /** Which device's: another one in its place does not know what the first has sold. */
  journalId: JournalId,
  /** As it was when the seats were lent, so that a sale is judged by what the till was told. */
  granted: z.object({
    chairs: z.array(Seat),
    ticketTypes: z.array(TicketType),
    currency: Currency,
    endsAt: z.date(),
    timeZone: z.string(),
    /** What sales may be called. */
    references: z.array(z.string()),
  }),
  sold: z.array(
    z.object({
      saleId: SaleId,
      bookingId: BookingId,
      reference: z.string(),
      payloadHash: z.string(),
      seats: z.array(SeatId),
    }),
  ),
  /** Given back by the till, or freed by a manager's decision about a sale. */
  returned: z.array(SeatId),
  actor: AuditActor,
  createdAt: z.date(),
  endedAt: z.date().nullable(),
  dueAt: z.null(),
  outbox: z.array(AuditEvent),
});
export type LeaseRecord = z.infer<typeof LeaseRecord>;

export type LeaseDraft = Omit<LeaseRecord, 'outbox'>;

/** Whoever is first takes a seat from it, and it has twenty at most: one that tries as often is not always second. */
export const leaseAttempts = 24;

/** What a sale from it is judged by. */
export function termsOf({ granted, status, seats, sold }: LeaseDraft): LeaseTerms {
  const used = new Set(sold.map(({ reference }) => reference));
  const references = granted.references.filter((reference) => !used.has(reference));
  return { ...granted, isLost: status === 'LOST', seats, references };
}

/** A lease without seats that left it: the last one ends it. */
export function withoutSeats(
  lease: LeaseDraft,
  gone: readonly SeatId[],
  parts: Partial<Pick<LeaseDraft, 'sold' | 'returned'>> & { readonly at: Date },
): LeaseDraft {
  const { at, ...lists } = parts;
  const seats = lease.seats.filter((seat) => !gone.includes(seat));
  const next = { ...lease, ...lists, seats, version: lease.version + 1 };
  return seats.length > 0 ? next : ended(next, { status: 'ENDED', at });
}

/** Given up: whatever it had left is everybody's again. */
export function lost(lease: LeaseDraft, at: Date): LeaseDraft {
  return ended({ ...lease, seats: [], version: lease.version + 1 }, { status: 'LOST', at });
}

function ended(
  { leaseTill: _nobody, ...lease }: LeaseDraft,
  { status, at }: { readonly status: 'ENDED' | 'LOST'; readonly at: Date },
): LeaseDraft {
  return { ...lease, status, claims: false, endedAt: at };
}
