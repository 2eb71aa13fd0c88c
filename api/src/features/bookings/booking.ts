import { AuditActor, AuditEvent } from '@foyer/shared/audit';
import {
  BookingLine,
  BookingStatus,
  Channel,
  Contact,
  OfferState,
  Payment,
  RefundState,
} from '@foyer/shared/http/bookings';
import {
  ApprovalId,
  BookingId,
  HoldId,
  LeaseId,
  MovieId,
  PaymentId,
  RefundId,
  SaleId,
  SeatId,
  ShowtimeId,
  TillId,
  UserId,
} from '@foyer/shared/ids';
import { CounterMoney } from '@foyer/shared/http/shift-reports';
import { AmountMinor, Currency } from '@foyer/shared/money';
import { z } from 'zod';
import { Drawer } from '../shifts/drawer.ts';

/** A payment as it is kept: with what its provider has to be asked by. */
export const PaymentRecord = Payment.extend({
  cardLast4: z.string().nullable().default(null),
  /** When it was started. */
  at: z.date(),
  /** The provider's name for the payer's means. */
  token: z.string().nullable().default(null),
  /** The provider's name for the payment, once it has said so. */
  providerRef: z.string().nullable().default(null),
  /** Which request made it, so that the same one makes no second. */
  requestHash: z.string().nullable().default(null),
  payloadHash: z.string().nullable().default(null),
  /** Where it was begun; null online, and where no shift was open. */
  drawer: Drawer.nullable().default(null),
});
export type PaymentRecord = z.infer<typeof PaymentRecord>;

/** Money on its way back to one payment. */
export const RefundPart = z.object({
  paymentId: PaymentId,
  amountMinor: AmountMinor,
  state: RefundState,
  /** How often the provider has refused. */
  refusals: z.int().min(0).default(0),
  /** Where it was given back. */
  drawer: Drawer.nullable().default(null),
});
export type RefundPart = z.infer<typeof RefundPart>;

export const RefundRecord = z.object({
  id: RefundId,
  /** Which request made it, so that the same one makes no second. */
  requestHash: z.string(),
  payloadHash: z.string(),
  /** What was sold and is given back; none where money goes back that bought nothing. */
  lines: z.array(BookingLine),
  amountMinor: AmountMinor,
  reason: z.string(),
  parts: z.array(RefundPart),
  actor: AuditActor,
  /** What allowed it; null where the actor gave it back alone. */
  approvalId: ApprovalId.nullable().default(null),
  at: z.date(),
});
export type RefundRecord = z.infer<typeof RefundRecord>;

/** Seats taken in place of others. */
export const ExchangeRecord = z.object({
  requestHash: z.string(),
  payloadHash: z.string(),
  from: z.object({ showtimeId: ShowtimeId, lines: z.array(BookingLine) }),
  to: z.object({ showtimeId: ShowtimeId, lines: z.array(BookingLine) }),
  reason: z.string(),
  actor: AuditActor,
  at: z.date(),
});
export type ExchangeRecord = z.infer<typeof ExchangeRecord>;

/** A ticket that let its guest in; one that was undone stays, so that the same scan is never made twice. */
export const AdmissionRecord = z.object({
  seat: SeatId,
  showtimeId: ShowtimeId,
  /** Which scan made it, by the scan's own id. */
  scanHash: z.string(),
  at: z.date(),
  /** When a door without a connection scanned it, by its own clock; null where the server was asked. */
  scannedAt: z.date().nullable(),
  actor: AuditActor,
  till: TillId.nullable(),
  place: z.string().nullable(),
  undone: z.object({ at: z.date(), actor: AuditActor, reason: z.string() }).nullable(),
});
export type AdmissionRecord = z.infer<typeof AdmissionRecord>;

/** Other seats for money that came too late; a hold keeps them meanwhile. */
export const OfferRecord = z.object({
  state: OfferState,
  holdId: HoldId,
  owner: z.string(),
  seats: z.array(SeatId),
  expiresAt: z.date(),
});
export type OfferRecord = z.infer<typeof OfferRecord>;

/** Money of a till on its way to the report of a shift. */
export const UnreportedMoney = CounterMoney.omit({ at: true }).extend({ at: z.date(), tillId: TillId });
export type UnreportedMoney = z.infer<typeof UnreportedMoney>;

/** What the showtime was when the seats were sold, so that the ledger reads the same for ever. */
export const SoldShowtime = z.object({
  movieId: MovieId,
  movieTitle: z.string(),
  auditoriumName: z.string(),
  startsAt: z.date(),
});
export type SoldShowtime = z.infer<typeof SoldShowtime>;

/** What a sale that was made without the server brings with it; what a journal says is noted, not trusted. */
export const OfflineOrigin = z.object({
  leaseId: LeaseId,
  saleId: SaleId,
  soldBy: UserId,
  /** Whether that was one of the staff when the sale came in. */
  isSellerKnown: z.boolean(),
  /** By the till's clock. */
  soldAt: z.date(),
  givenMinor: AmountMinor.nullable(),
  /** Who brought it in, or decided what becomes of it. */
  replayedBy: UserId,
});
export type OfflineOrigin = z.infer<typeof OfflineOrigin>;

/** The lasting record of a sale. While `claims` is true it owns its seats: the unique index decides. */
export const BookingRecord = z.object({
  _id: BookingId,
  reference: z.string(),
  kind: z.literal('SALE'),
  /** CONFIRM sells in one step and fails with its payment; BOOK waits for payments until its window is over. */
  flow: z.enum(['CONFIRM', 'BOOK']).default('CONFIRM'),
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
  exchanges: z.array(ExchangeRecord).default([]),
  admissions: z.array(AdmissionRecord).default([]),
  offer: OfferRecord.nullable().default(null),
  holdId: HoldId.nullable(),
  /** Who gets the tickets; null for a sale at the counter that nobody chose online. */
  customerId: UserId.nullable(),
  /** Where the tickets are sent; null sends them to the customer's own account, if there is one. */
  contact: Contact.nullable().default(null),
  actor: AuditActor,
  till: TillId.nullable(),
  payloadHash: z.string(),
  /** Of sales that a till made without the server. */
  offline: OfflineOrigin.optional(),
  /** What allowed its prices or its choice of seats; null where its seller did that alone. */
  approvalId: ApprovalId.nullable().default(null),
  expiresAt: z.date().nullable(),
  createdAt: z.date(),
  /** When a worker has to look at it next; null where nothing is open. */
  dueAt: z.date().nullable().default(null),
  /** Facts on their way to the audit, in the same write as the state they tell of. */
  outbox: z.array(AuditEvent),
  /** What came and went at tills and is in no Z report yet, in the same write as the state it is part of. */
  unreported: z.array(UnreportedMoney).default([]),
});
export type BookingRecord = z.infer<typeof BookingRecord>;

/** A booking without what is on its way elsewhere: what rules judge and change. */
export type BookingDraft = Omit<BookingRecord, 'outbox' | 'unreported'>;
