import { AuditActor, AuditEvent } from '@foyer/shared/audit';
import { BookingLine } from '@foyer/shared/http/bookings';
import { ConflictAction } from '@foyer/shared/http/lease-conflicts';
import { ConflictReason, OfflineSale } from '@foyer/shared/http/lease-sales';
import { BookingId, ConflictId, LeaseId, SaleId, ShowtimeId, TillId } from '@foyer/shared/ids';
import { Currency, sumMinor } from '@foyer/shared/money';
import { z } from 'zod';
import { SoldShowtime } from '../bookings/booking.ts';

/** A sale that a till made and that could not be booked. */
export const LeaseConflictRecord = z.object({
  _id: ConflictId,
  leaseId: LeaseId,
  till: TillId,
  /** Beside the sale, for the index. */
  saleId: SaleId,
  payloadHash: z.string(),
  reason: ConflictReason,
  state: z.enum(['OPEN', 'RESOLVED']),
  showtimeId: ShowtimeId,
  showtime: SoldShowtime,
  currency: Currency,
  sale: OfflineSale,
  /** By the lease's prices; null where they name none. */
  lines: z.array(BookingLine).nullable(),
  replayedBy: AuditActor,
  createdAt: z.date(),
  resolution: z
    .object({
      action: ConflictAction,
      reason: z.string(),
      actor: AuditActor,
      at: z.date(),
      bookingId: BookingId.nullable(),
      requestHash: z.string(),
      payloadHash: z.string(),
    })
    .nullable(),
  outbox: z.array(AuditEvent),
});
export type LeaseConflictRecord = z.infer<typeof LeaseConflictRecord>;

export type LeaseConflictDraft = Omit<LeaseConflictRecord, 'outbox'>;

/** What may be done: seats are only booked for what they cost. */
export function actionsOf({
  state,
  lines,
  sale,
}: Pick<LeaseConflictDraft, 'state' | 'lines' | 'sale'>): readonly ConflictAction[] {
  if (state === 'RESOLVED') return [];
  const isPriced = lines !== null && sumMinor(lines.map(({ priceMinor }) => priceMinor)) === sale.paidMinor;
  return isPriced ? ['RETAKE', 'OTHER_SEATS', 'REFUND_CASH', 'SETTLED'] : ['REFUND_CASH', 'SETTLED'];
}

/** The lines of a sale with what was paid for them, whatever the lease says: what goes back is all of it. */
export function paidLines({
  lines,
  sale,
}: Pick<LeaseConflictDraft, 'lines' | 'sale'>): readonly BookingLine[] {
  const total = sumMinor((lines ?? []).map(({ priceMinor }) => priceMinor));
  if (lines && total === sale.paidMinor) return lines;
  const once = [...new Map(sale.lines.map((line) => [line.seat, line])).values()];
  return once.map((line, index) => ({ ...line, priceMinor: index === 0 ? sale.paidMinor : 0 }));
}
