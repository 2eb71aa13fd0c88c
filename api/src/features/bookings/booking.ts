import { AuditActor, AuditEvent } from '@foyer/shared/audit';
import { BookingLine, BookingStatus, Channel, Payment, RefundState } from '@foyer/shared/http/bookings';
import {
  BookingId,
  HoldId,
  MovieId,
  PaymentId,
  RefundId,
  SeatId,
  ShowtimeId,
  TillId,
  UserId,
} from '@foyer/shared/ids';
import { AmountMinor, Currency } from '@foyer/shared/money';
import { z } from 'zod';

/** A payment as it is kept, with when it was started. */
export const PaymentRecord = Payment.extend({ at: z.date() });
export type PaymentRecord = z.infer<typeof PaymentRecord>;

/** Money on its way back to one payment. */
export const RefundPart = z.object({
  paymentId: PaymentId,
  amountMinor: AmountMinor,
  state: RefundState,
});
export type RefundPart = z.infer<typeof RefundPart>;

export const RefundRecord = z.object({
  id: RefundId,
  /** Which request made it, so that the same one makes no second. */
  requestHash: z.string(),
  payloadHash: z.string(),
  /** What was sold and is given back. */
  lines: z.array(BookingLine),
  amountMinor: AmountMinor,
  reason: z.string(),
  parts: z.array(RefundPart),
  actor: AuditActor,
  at: z.date(),
});
export type RefundRecord = z.infer<typeof RefundRecord>;

/** What the showtime was when the seats were sold, so that the ledger reads the same for ever. */
export const SoldShowtime = z.object({
  movieId: MovieId,
  movieTitle: z.string(),
  auditoriumName: z.string(),
  startsAt: z.date(),
});
export type SoldShowtime = z.infer<typeof SoldShowtime>;

/** The lasting record of a sale. While `claims` is true it owns its seats: the unique index decides. */
export const BookingRecord = z.object({
  _id: BookingId,
  reference: z.string(),
  kind: z.literal('SALE'),
  channel: Channel,
  status: BookingStatus,
  version: z.int().min(1),
  claims: z.boolean(),
  showtimeId: ShowtimeId,
  showtime: SoldShowtime,
  /** Sorted and distinct. */
  seats: z.array(SeatId),
  lines: z.array(BookingLine),
  totalMinor: AmountMinor,
  currency: Currency,
  payments: z.array(PaymentRecord),
  refunds: z.array(RefundRecord).default([]),
  holdId: HoldId.nullable(),
  /** Who gets the tickets; null for a sale at the counter that nobody chose online. */
  customerId: UserId.nullable(),
  actor: AuditActor,
  till: TillId.nullable(),
  payloadHash: z.string(),
  expiresAt: z.date().nullable(),
  createdAt: z.date(),
  /** Facts on their way to the audit, in the same write as the state they tell of. */
  outbox: z.array(AuditEvent),
});
export type BookingRecord = z.infer<typeof BookingRecord>;
