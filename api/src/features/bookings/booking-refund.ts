/** What giving seats back does to a booking. Pure. */
import type { ApprovalId, SeatId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import type { BookingDraft, RefundPart, RefundRecord } from './booking.ts';
import { changed, type BookingChange } from './booking-change.ts';
import type { Doing } from './booking-payments.ts';
import type { RequestName } from './idempotency.ts';
import { refundFacts } from './booking-payments.ts';
import { afterParts, refundParts, withRefund } from './money.ts';

export interface RefundWish extends RequestName {
  readonly seats: readonly SeatId[];
  readonly reason: string;
  readonly approvalId: ApprovalId | null;
  /** The whole sale is taken back, as if it had not been made. */
  readonly isVoid?: boolean;
}

/** Takes seats from a booking and enters the money for them; the last seat ends it. */
export function refundSeats(booking: BookingDraft, wish: RefundWish, doing: Doing): BookingChange {
  const given = new Set(wish.seats);
  const returned = booking.lines.filter((line) => given.has(line.seat));
  const kept = booking.lines.filter((line) => !given.has(line.seat));
  const amountMinor = sumMinor(returned.map((line) => line.priceMinor));
  const refund: RefundRecord = {
    id: doing.refundId,
    requestHash: wish.requestHash,
    payloadHash: wish.payloadHash,
    lines: returned,
    amountMinor,
    reason: wish.reason,
    parts: [...refundParts(booking, amountMinor, doing.act)],
    actor: doing.act.actor,
    approvalId: wish.approvalId,
    at: doing.at,
  };
  const next: BookingDraft = {
    ...withRefund(booking, refund),
    status: kept.length === 0 ? 'REFUNDED' : 'BOOKED',
    seats: kept.map((line) => line.seat),
    lines: kept,
    totalMinor: sumMinor(kept.map((line) => line.priceMinor)),
  };
  const more = {
    returned: returned.map((line) => line.seat),
    refundedMinor: amountMinor,
    ...(wish.approvalId ? { approvalId: wish.approvalId } : {}),
    ...(wish.isVoid ? { void: true } : {}),
  };
  return changed(booking, next, [
    { action: 'booking.refunded', before: booking.status, reason: wish.reason, more },
    ...refundFacts(refund),
  ]);
}

/** Enters what a provider said about one part of a refund. */
export function settleRefundPart(
  booking: BookingDraft,
  { refund, part }: { readonly refund: RefundRecord; readonly part: RefundPart },
  answer: { readonly kind: 'DONE' } | { readonly kind: 'FAILED'; readonly reason: string },
): BookingChange {
  const settled: RefundPart =
    answer.kind === 'DONE'
      ? { ...part, state: 'DONE' }
      : { ...part, state: 'FAILED', refusals: part.refusals + 1 };
  const refunds = booking.refunds.map((known) =>
    known.id === refund.id
      ? { ...known, parts: known.parts.map((one) => (one.paymentId === part.paymentId ? settled : one)) }
      : known,
  );
  const payments = booking.payments.map((payment) => afterParts(payment, [settled]));
  const more = { paymentId: part.paymentId, refundedMinor: part.amountMinor };
  const about = { part: `${refund.id}-${part.paymentId}`, reason: refund.reason, more };
  return changed(booking, { payments, refunds }, [
    answer.kind === 'DONE'
      ? { action: 'payment.refunded', ...about }
      : { action: 'payment.refund-failed', ...about, reason: answer.reason },
  ]);
}
