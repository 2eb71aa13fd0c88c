import { z } from 'zod';

/** Opaque on the wire; the brand keeps a movie's id out of a showtime's place at compile time. */
const opaqueId = z.string().regex(/^[A-Za-z0-9_.~-]{1,64}$/, 'is not an id');

export const UserId = opaqueId.brand<'UserId'>();
export type UserId = z.infer<typeof UserId>;

export const InvitationId = opaqueId.brand<'InvitationId'>();
export type InvitationId = z.infer<typeof InvitationId>;

export const SessionId = opaqueId.brand<'SessionId'>();
export type SessionId = z.infer<typeof SessionId>;

export const ApprovalId = opaqueId.brand<'ApprovalId'>();
export type ApprovalId = z.infer<typeof ApprovalId>;

export const MovieId = opaqueId.brand<'MovieId'>();
export type MovieId = z.infer<typeof MovieId>;

export const AuditoriumId = opaqueId.brand<'AuditoriumId'>();
export type AuditoriumId = z.infer<typeof AuditoriumId>;

export const ShowtimeId = opaqueId.brand<'ShowtimeId'>();
export type ShowtimeId = z.infer<typeof ShowtimeId>;

export const TicketTypeId = opaqueId.brand<'TicketTypeId'>();
export type TicketTypeId = z.infer<typeof TicketTypeId>;

/** Carries the id of its showtime, so that a hold can be found by its own id alone. */
export const HoldId = z
  .string()
  .regex(/^[A-Za-z0-9_.~-]{1,96}$/, 'is not an id')
  .brand<'HoldId'>();
export type HoldId = z.infer<typeof HoldId>;

export const BookingId = opaqueId.brand<'BookingId'>();
export type BookingId = z.infer<typeof BookingId>;

export const PaymentId = opaqueId.brand<'PaymentId'>();
export type PaymentId = z.infer<typeof PaymentId>;

export const RefundId = opaqueId.brand<'RefundId'>();
export type RefundId = z.infer<typeof RefundId>;

export const TicketId = opaqueId.brand<'TicketId'>();
export type TicketId = z.infer<typeof TicketId>;

export const TillId = opaqueId.brand<'TillId'>();
export type TillId = z.infer<typeof TillId>;

export const ShiftId = opaqueId.brand<'ShiftId'>();
export type ShiftId = z.infer<typeof ShiftId>;

export const LeaseId = opaqueId.brand<'LeaseId'>();
export type LeaseId = z.infer<typeof LeaseId>;

/** What a till names a sale that it makes without the server. */
export const SaleId = opaqueId.brand<'SaleId'>();
export type SaleId = z.infer<typeof SaleId>;

/** The file in which one device of a till writes down what it sells without the server. */
export const JournalId = opaqueId.brand<'JournalId'>();
export type JournalId = z.infer<typeof JournalId>;

export const ConflictId = opaqueId.brand<'ConflictId'>();
export type ConflictId = z.infer<typeof ConflictId>;

/** A seat within one layout: row and number as printed on the chair, e.g. `F12`. */
export const SeatId = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,12}$/, 'is not a seat')
  .brand<'SeatId'>();
export type SeatId = z.infer<typeof SeatId>;
