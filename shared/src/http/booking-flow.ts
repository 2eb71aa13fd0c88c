import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { ApprovalId, BookingId, HoldId, ShowtimeId } from '../ids.ts';
import { Reason } from '../text.ts';
import { Adjustments } from './adjustments.ts';
import { Booking, Contact, LineRequest, PaymentRequest } from './bookings.ts';
import { DistinctSeats, maxSeatsPerRequest } from './holds.ts';

const BookingParams = z.object({ id: BookingId });
const BookingReply = z.object({ booking: Booking });
const Lines = z.array(LineRequest).min(1).max(maxSeatsPerRequest);

/** Most payments of one call; a booking may see several calls. */
export const maxPaymentsPerCall = 6;

export const CreateBookingRequest = z.strictObject({
  holdId: HoldId,
  lines: Lines.optional(),
  contact: Contact.optional(),
  /** Of staff only. */
  adjustments: Adjustments.optional(),
  /** Of staff only: single seats may stay beside these. */
  leaveOrphans: z.literal(true).optional(),
  /** Carries the adjustments, or a choice that the orphan rule refuses. */
  approvalId: ApprovalId.optional(),
});
export type CreateBookingRequest = z.infer<typeof CreateBookingRequest>;

export const createBooking = endpoint({
  method: 'POST',
  path: '/api/bookings',
  summary: 'Turns a live hold into a PENDING booking that owns its seats until the payment window is over',
  access: 'seats.hold',
  idempotent: true,
  body: CreateBookingRequest,
  replies: { 201: BookingReply },
  problems: [
    'request.unfit',
    'showtime.not-found',
    'showtime.closed',
    'hold.not-found',
    'hold.expired',
    'seats.taken',
    'seats.rule',
    'approval.needed',
    'approval.unusable',
  ],
});

export const getBooking = endpoint({
  method: 'GET',
  path: '/api/bookings/:id',
  summary: 'One booking: of the caller, or any for staff',
  access: 'bookings.own',
  params: BookingParams,
  replies: { 200: BookingReply },
  problems: ['booking.not-found'],
});

export const PayRequest = z.strictObject({
  payments: z.array(PaymentRequest).min(1).max(maxPaymentsPerCall),
});
export type PayRequest = z.infer<typeof PayRequest>;

/** A payment whose answer is out; `clientSecret` lets the payer confirm it on their own device. */
const OpenPaymentReply = BookingReply.extend({ clientSecret: z.string().optional() });

export const payBooking = endpoint({
  method: 'POST',
  path: '/api/bookings/:id/pay',
  summary: 'Pays what is due, with one tender or several; 202 while the answer of a provider is out',
  access: 'signed-in',
  idempotent: true,
  params: BookingParams,
  body: PayRequest,
  replies: { 200: BookingReply, 202: OpenPaymentReply },
  problems: [
    'request.unfit',
    'action.forbidden',
    'booking.not-found',
    'booking.state',
    'till.needed',
    'shift.needed',
    'payment.declined',
    'idempotency.in-progress',
  ],
});

export const CancelRequest = z.strictObject({ reason: Reason.optional() });

export const cancelBooking = endpoint({
  method: 'DELETE',
  path: '/api/bookings/:id',
  summary: 'Gives up a PENDING booking; money that was taken for it goes back',
  access: 'bookings.own',
  params: BookingParams,
  body: CancelRequest.optional(),
  replies: { 200: BookingReply },
  problems: ['booking.not-found', 'booking.state'],
});

/** How long after a sale it can be taken back as if it had not been made. */
export const voidWindowMinutes = 15;

export const VoidRequest = z.strictObject({ reason: Reason, approvalId: ApprovalId.optional() });
export type VoidRequest = z.infer<typeof VoidRequest>;

export const voidBooking = endpoint({
  method: 'POST',
  path: '/api/bookings/:id/void',
  summary: `Takes a sale of the last ${voidWindowMinutes} minutes back: all its seats, all its money`,
  access: 'bookings.refund',
  idempotent: true,
  params: BookingParams,
  body: VoidRequest,
  replies: { 200: BookingReply },
  problems: [
    'booking.not-found',
    'booking.state',
    'version.conflict',
    'seats.admitted',
    'approval.needed',
    'approval.unusable',
    'till.needed',
    'shift.needed',
  ],
});

export const ExchangeRequest = z.strictObject({
  /** The show of the new seats; the booking's own when left out. */
  showtimeId: ShowtimeId.optional(),
  holdId: HoldId,
  /** Which seats of the booking are given for the held ones; all when left out. */
  seats: DistinctSeats.optional(),
  lines: Lines.optional(),
  /** The difference, where the new seats cost more. */
  payments: z.array(PaymentRequest).min(1).max(1).optional(),
  reason: Reason,
  /** A REFUND of the given seats for the money that goes back, where that is more than cashiers give back alone. */
  approvalId: ApprovalId.optional(),
});
export type ExchangeRequest = z.infer<typeof ExchangeRequest>;

export const exchangeBooking = endpoint({
  method: 'POST',
  path: '/api/bookings/:id/exchange',
  summary:
    'Swaps seats of a booking for held ones, of the same or another show; the difference is paid or goes back',
  access: 'bookings.exchange',
  idempotent: true,
  params: BookingParams,
  body: ExchangeRequest,
  replies: { 200: BookingReply },
  problems: [
    'request.unfit',
    'booking.not-found',
    'booking.state',
    'showtime.not-found',
    'showtime.closed',
    'hold.not-found',
    'hold.expired',
    'seats.unknown',
    'seats.rule',
    'seats.taken',
    'seats.admitted',
    'till.needed',
    'shift.needed',
    'payment.declined',
    'approval.needed',
    'approval.unusable',
  ],
});

export const acceptOffer = endpoint({
  method: 'POST',
  path: '/api/bookings/:id/offer/accept',
  summary: 'Takes the seats offered for money that came after its booking had ended',
  access: 'bookings.own',
  params: BookingParams,
  replies: { 200: BookingReply },
  problems: ['booking.not-found', 'booking.state', 'seats.taken'],
});

export const declineOffer = endpoint({
  method: 'POST',
  path: '/api/bookings/:id/offer/decline',
  summary: 'Declines the offered seats; the money goes back',
  access: 'bookings.own',
  params: BookingParams,
  replies: { 200: BookingReply },
  problems: ['booking.not-found', 'booking.state'],
});
