import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { BookingId, ConflictId, JournalId, LeaseId, SaleId, SeatId, ShowtimeId, TillId } from '../ids.ts';
import { Currency } from '../money.ts';
import { Reason } from '../text.ts';
import { Instant } from '../time.ts';
import { TicketType } from './catalogue.ts';
import { DistinctSeats } from './holds.ts';
import { ConflictReason, OfflineSale } from './lease-sales.ts';
import { Seat } from './seat-map.ts';

/** LEASED while seats are fenced off; ENDED when the last was sold or given back; LOST when a manager gave the till up. */
export const LeaseStatus = z.enum(['LEASED', 'ENDED', 'LOST']);
export type LeaseStatus = z.infer<typeof LeaseStatus>;

/** Seats of a showtime that nobody but one till sells, until it has said what became of them. */
export const Lease = z.object({
  id: LeaseId,
  tillId: TillId,
  journalId: JournalId,
  status: LeaseStatus,
  version: z.int().min(1),
  showtimeId: ShowtimeId,
  movieTitle: z.string(),
  auditoriumName: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  /** The cinema's zone, in which people read `startsAt`. */
  timeZone: z.string(),
  /** What the till may still sell as far as the server knows. */
  seats: z.array(SeatId),
  /** What was sold from it and has come to the server. */
  sold: z.array(z.object({ saleId: SaleId, bookingId: BookingId, seats: z.array(SeatId) })),
  grantedAt: Instant,
});
export type Lease = z.infer<typeof Lease>;

/** What a sale without the server is called, and by seat the code that its ticket carries under that name. */
export const LeaseSlip = z.object({ reference: z.string(), codes: z.record(z.string(), z.string()) });
export type LeaseSlip = z.infer<typeof LeaseSlip>;

/** Everything that is needed to sell the seats and print their tickets without the server. Prices stay as they are here. */
export const LeaseKit = Lease.extend({
  chairs: z.array(Seat),
  ticketTypes: z.array(TicketType),
  currency: Currency,
  /** One for each sale, at most as many as seats. */
  slips: z.array(LeaseSlip),
});
export type LeaseKit = z.infer<typeof LeaseKit>;

const LeaseParams = z.strictObject({ id: LeaseId });
const LeaseReply = z.object({ lease: Lease });
const KitReply = z.object({ lease: LeaseKit });

export const requestLease = endpoint({
  method: 'POST',
  path: '/api/leases',
  summary:
    'Fences off seats of a showtime for the caller’s till to sell without the server; the one it has comes again',
  access: 'lease.use',
  body: z.strictObject({ showtimeId: ShowtimeId, journalId: JournalId }),
  replies: { 200: KitReply, 201: KitReply },
  problems: ['till.needed', 'showtime.not-found', 'showtime.closed', 'lease.unavailable', 'lease.elsewhere'],
});

export const listLeases = endpoint({
  method: 'GET',
  path: '/api/leases',
  summary: 'The seats that are lent to the caller’s till, or with `all` to every till, for managers',
  access: 'lease.use',
  query: z.strictObject({ all: z.literal('true').optional() }),
  replies: { 200: z.object({ leases: z.array(Lease) }) },
  problems: ['till.needed'],
});

export const returnLease = endpoint({
  method: 'POST',
  path: '/api/leases/:id/return',
  summary: 'Gives back seats that the till has not sold and will not sell',
  access: 'lease.use',
  params: LeaseParams,
  body: z.strictObject({ journalId: JournalId, seats: DistinctSeats }),
  replies: { 200: LeaseReply },
  problems: ['lease.not-found', 'lease.elsewhere', 'lease.state', 'seats.unknown', 'version.conflict'],
});

/** What became of one sale. Asked again, it is answered the same, for ever. */
export const Replayed = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('BOOKED'), saleId: SaleId, bookingId: BookingId }),
  z.object({
    outcome: z.literal('CONFLICT'),
    saleId: SaleId,
    conflictId: ConflictId,
    reason: ConflictReason,
  }),
]);
export type Replayed = z.infer<typeof Replayed>;

export const replayLease = endpoint({
  method: 'POST',
  path: '/api/leases/:id/replay',
  summary: 'Books what a till has sold without the server; what cannot be booked waits for a manager',
  access: 'lease.use',
  params: LeaseParams,
  body: z.strictObject({ sales: z.array(OfflineSale).min(1).max(50) }),
  replies: { 200: LeaseReply.extend({ sales: z.array(Replayed) }) },
  problems: ['lease.not-found', 'version.conflict'],
});

export const declareLeaseLost = endpoint({
  method: 'POST',
  path: '/api/leases/:id/lost',
  summary: 'Gives a till up: its seats are sold by everybody again, and what it has sold waits for a manager',
  access: 'lease.manage',
  params: LeaseParams,
  body: z.strictObject({ reason: Reason }),
  replies: { 200: LeaseReply },
  problems: ['lease.not-found', 'lease.state', 'version.conflict'],
});
