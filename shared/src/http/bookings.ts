import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import {
  ApprovalId,
  BookingId,
  HoldId,
  MovieId,
  PaymentId,
  RefundId,
  SeatId,
  ShowtimeId,
  TicketId,
  TicketTypeId,
  TillId,
  UserId,
} from '../ids.ts';
import { AmountMinor, Currency } from '../money.ts';
import { EmailAddress, Reason, saidInOneLine } from '../text.ts';
import { Instant, LocalDate } from '../time.ts';
import { Adjustments, PriceAdjustment } from './adjustments.ts';
import { ShowtimeParams } from './catalogue.ts';
import { DistinctSeats, maxSeatsPerRequest } from './holds.ts';
import { pageLimit } from './paging.ts';

export const BookingStatus = z.enum(['PENDING', 'BOOKED', 'CANCELLED', 'REFUNDED', 'EXPIRED', 'FAILED']);
export type BookingStatus = z.infer<typeof BookingStatus>;

export const Tender = z.enum(['CASH', 'CARD', 'ONLINE', 'GIFT_CARD']);
export type Tender = z.infer<typeof Tender>;

export const PaymentStatus = z.enum(['STARTED', 'CAPTURED', 'DECLINED', 'UNKNOWN', 'REFUNDED']);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

export const BookingLine = z.object({
  seat: SeatId,
  ticketTypeId: TicketTypeId,
  /** What is paid for it. */
  priceMinor: AmountMinor,
  adjustment: PriceAdjustment.optional(),
});
export type BookingLine = z.infer<typeof BookingLine>;

export const Payment = z.object({
  id: PaymentId,
  tender: Tender,
  amountMinor: AmountMinor,
  status: PaymentStatus,
  refundedMinor: AmountMinor,
  /** Last four digits of the card, where the provider told them. */
  cardLast4: z.string().nullable(),
});
export type Payment = z.infer<typeof Payment>;

/** One seat of a BOOKED booking; `qr` is the signed text that a ticket's code carries. */
export const Ticket = z.object({ id: TicketId, seat: SeatId, qr: z.string() });
export type Ticket = z.infer<typeof Ticket>;

export const Channel = z.enum(['COUNTER', 'ONLINE']);
export type Channel = z.infer<typeof Channel>;

/** REQUESTED until every provider has sent the money back; FAILED while one refuses to, which is tried again. */
export const RefundState = z.enum(['REQUESTED', 'DONE', 'FAILED']);
export type RefundState = z.infer<typeof RefundState>;

/** Seats given back and the money for them. */
export const Refund = z.object({
  id: RefundId,
  seats: z.array(SeatId),
  amountMinor: AmountMinor,
  reason: z.string(),
  state: RefundState,
  at: Instant,
});
export type Refund = z.infer<typeof Refund>;

export const OfferState = z.enum(['OPEN', 'ACCEPTED', 'DECLINED', 'LAPSED']);
export type OfferState = z.infer<typeof OfferState>;

/** Other seats for money that came when the booked ones were gone; they are held until `expiresAt`. */
export const Offer = z.object({
  state: OfferState,
  seats: z.array(SeatId),
  expiresAt: Instant,
});
export type Offer = z.infer<typeof Offer>;

export const Booking = z.object({
  id: BookingId,
  /** Short code for people, e.g. `K7QM-3FXA`. */
  reference: z.string(),
  status: BookingStatus,
  version: z.int().min(1),
  channel: Channel,
  showtimeId: ShowtimeId,
  seats: z.array(SeatId),
  lines: z.array(BookingLine),
  totalMinor: AmountMinor,
  currency: Currency,
  payments: z.array(Payment),
  tickets: z.array(Ticket),
  refunds: z.array(Refund),
  offer: Offer.nullable(),
  /** Until when a PENDING booking owns its seats; null for every other. */
  expiresAt: Instant.nullable(),
  createdAt: Instant,
});
export type Booking = z.infer<typeof Booking>;

export const LineRequest = z.strictObject({ seat: SeatId, ticketTypeId: TicketTypeId });
export type LineRequest = z.infer<typeof LineRequest>;

export const PaymentRequest = z.strictObject({
  tender: Tender,
  amountMinor: AmountMinor,
  token: z.string().min(1).max(200).optional(),
});
export type PaymentRequest = z.infer<typeof PaymentRequest>;

/** Where a guest gets mail. It is kept with the booking alone: no log, audit entry or stream carries it. */
export const Contact = z.strictObject({
  email: EmailAddress,
  name: saidInOneLine(100).optional(),
});
export type Contact = z.infer<typeof Contact>;

export const ConfirmRequest = z
  .strictObject({
    /** May be left out by staff who name the seats, and only while Redis is out of reach. */
    holdId: HoldId.optional(),
    lines: z.array(LineRequest).min(1).max(maxSeatsPerRequest).optional(),
    payments: z.array(PaymentRequest).min(1).max(6).optional(),
    contact: Contact.optional(),
    /** Of staff only. */
    adjustments: Adjustments.optional(),
    /** Of staff only: single seats may stay beside these. */
    leaveOrphans: z.literal(true).optional(),
    /** Carries the adjustments, or a choice that the orphan rule refuses. */
    approvalId: ApprovalId.optional(),
  })
  .refine(({ holdId, lines }) => holdId !== undefined || lines !== undefined, 'names neither hold nor seats')
  // For readers of /openapi.json, which can't see into the check.
  .meta({ anyOf: [{ required: ['holdId'] }, { required: ['lines'] }] });
export type ConfirmRequest = z.infer<typeof ConfirmRequest>;

const BookingReply = z.object({ booking: Booking });

export const confirmBooking = endpoint({
  method: 'POST',
  path: '/api/showtimes/:id/bookings/confirm',
  summary: 'Sells the seats of a live hold in one step',
  access: 'signed-in',
  idempotent: true,
  params: ShowtimeParams,
  body: ConfirmRequest,
  replies: { 201: BookingReply, 202: BookingReply },
  problems: [
    'request.unfit',
    'action.forbidden',
    'showtime.not-found',
    'showtime.closed',
    'hold.not-found',
    'hold.expired',
    'seats.taken',
    'seats.rule',
    'till.needed',
    'shift.needed',
    'payment.declined',
    'booking.state',
    'approval.needed',
    'approval.unusable',
    'idempotency.in-progress',
  ],
});

export const RefundRequest = z.strictObject({
  /** All seats of the booking when left out. */
  seats: DistinctSeats.optional(),
  reason: Reason,
  /** Needed where cashiers give back more of one booking than they may alone. */
  approvalId: ApprovalId.optional(),
});
export type RefundRequest = z.infer<typeof RefundRequest>;

export const refundBooking = endpoint({
  method: 'POST',
  path: '/api/bookings/:id/refunds',
  summary: 'Takes seats back and sends their money to the tenders it came from',
  access: 'bookings.refund',
  idempotent: true,
  params: z.object({ id: BookingId }),
  body: RefundRequest,
  replies: { 200: BookingReply },
  problems: [
    'booking.not-found',
    'booking.state',
    'seats.unknown',
    'version.conflict',
    'seats.admitted',
    'approval.needed',
    'approval.unusable',
    'till.needed',
    'shift.needed',
  ],
});

/** When the last one told was made, in ms since 1970, and its id. */
const Cursor = z.string().regex(/^[0-9]{1,15}\.[A-Za-z0-9_.~-]{1,64}$/, 'is not a cursor');
const PageLimit = pageLimit(200);

export const listMyBookings = endpoint({
  method: 'GET',
  path: '/api/bookings/me',
  summary: 'Bookings the caller bought or sold, newest first',
  access: 'bookings.own',
  query: z.strictObject({
    date: LocalDate.optional(),
    cursor: Cursor.optional(),
    limit: PageLimit,
  }),
  replies: { 200: z.object({ bookings: z.array(Booking), nextCursor: z.string().nullable() }) },
  problems: [],
});

/** A booking with what only staff may see. */
export const LedgerBooking = Booking.extend({
  movieTitle: z.string(),
  auditoriumName: z.string(),
  startsAt: Instant,
  actor: z.object({ userId: UserId, name: z.string() }),
  till: TillId.nullable(),
});
export type LedgerBooking = z.infer<typeof LedgerBooking>;

export const listBookings = endpoint({
  method: 'GET',
  path: '/api/admin/bookings',
  summary: 'The ledger: every booking, newest first, by filter',
  access: 'bookings.view-all',
  query: z.strictObject({
    movie: MovieId.optional(),
    date: LocalDate.optional(),
    user: UserId.optional(),
    status: BookingStatus.optional(),
    till: TillId.optional(),
    cursor: Cursor.optional(),
    limit: PageLimit,
  }),
  replies: { 200: z.object({ bookings: z.array(LedgerBooking), nextCursor: z.string().nullable() }) },
  problems: [],
});
