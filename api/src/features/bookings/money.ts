import { sumMinor } from '@foyer/shared/money';
import type { ActContext } from '../seats/seats.ts';
import type { Drawer } from '../shifts/drawer.ts';
import type { BookingDraft, PaymentRecord, RefundPart, RefundRecord } from './booking.ts';

/** Whether the provider's answer is still out. */
export function isOpen({ status }: Pick<PaymentRecord, 'status'>): boolean {
  return status === 'STARTED' || status === 'UNKNOWN';
}

/** Whether money of this payment is or was with us. */
export function wasCaptured({ status }: Pick<PaymentRecord, 'status'>): boolean {
  return status === 'CAPTURED' || status === 'REFUNDED';
}

/** What a payment can still give back: captured, less what went back, less what is on its way. */
export function leftOf(booking: Pick<BookingDraft, 'refunds'>, payment: PaymentRecord): number {
  if (!wasCaptured(payment)) return 0;
  const underWay = booking.refunds
    .flatMap((refund) => refund.parts)
    .filter((part) => part.paymentId === payment.id && part.state !== 'DONE');
  return payment.amountMinor - payment.refundedMinor - sumMinor(underWay.map((part) => part.amountMinor));
}

/** Money that a booking holds: captured, not given back and not on its way back. */
export function heldMinor(booking: Pick<BookingDraft, 'payments' | 'refunds'>): number {
  return sumMinor(booking.payments.map((payment) => leftOf(booking, payment)));
}

/** What is still to be paid. */
export function dueMinor(booking: Pick<BookingDraft, 'payments' | 'refunds' | 'totalMinor'>): number {
  return booking.totalMinor - heldMinor(booking);
}

/**
 * Which payments give an amount back, the newest first; cash is out of the drawer at once, and so the last to go where
 * nobody stands at one.
 */
export function refundParts(
  booking: Pick<BookingDraft, '_id' | 'payments' | 'refunds'>,
  amountMinor: number,
  act: ActContext,
): readonly RefundPart[] {
  let left = amountMinor;
  const parts: RefundPart[] = [];
  const newestFirst = booking.payments.toReversed();
  const isCash = ({ tender }: PaymentRecord): boolean => tender === 'CASH';
  const order =
    act.actor.role === null
      ? [...newestFirst.filter((payment) => !isCash(payment)), ...newestFirst.filter(isCash)]
      : newestFirst;
  for (const payment of order) {
    const share = Math.min(left, leftOf(booking, payment));
    if (share <= 0) continue;
    const state = isCash(payment) ? 'DONE' : 'REQUESTED';
    parts.push({
      paymentId: payment.id,
      amountMinor: share,
      state,
      refusals: 0,
      drawer: drawerOf(payment, act),
    });
    left -= share;
  }
  if (left > 0) throw new Error(`booking ${booking._id} does not hold what it gives back`);
  return parts;
}

/**
 * Out of the drawer that the actor stands at. Without one, out of the one that the money is in, but for cash that is taken
 * at a till where no shift is open.
 */
function drawerOf(payment: PaymentRecord, { till, drawer }: ActContext): Drawer | null {
  if (drawer) return drawer;
  return till !== null && payment.tender === 'CASH' ? null : payment.drawer;
}

/** A payment after parts of it went back. */
export function afterParts(payment: PaymentRecord, parts: readonly RefundPart[]): PaymentRecord {
  const own = parts.filter((part) => part.paymentId === payment.id && part.state === 'DONE');
  if (own.length === 0) return payment;
  const refundedMinor = payment.refundedMinor + sumMinor(own.map((part) => part.amountMinor));
  const isAllBack = refundedMinor === payment.amountMinor;
  return { ...payment, refundedMinor, status: isAllBack ? 'REFUNDED' : payment.status };
}

/** A booking with a refund entered: what is done at once has left its payments. */
export function withRefund<Draft extends Pick<BookingDraft, 'payments' | 'refunds'>>(
  booking: Draft,
  refund: RefundRecord,
): Draft {
  return {
    ...booking,
    payments: booking.payments.map((payment) => afterParts(payment, refund.parts)),
    refunds: [...booking.refunds, refund],
  };
}
