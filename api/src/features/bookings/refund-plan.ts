import type { BookingLine } from '@foyer/shared/http/bookings';
import type { SeatId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import type { BookingRecord, PaymentRecord, RefundPart } from './booking.ts';

export interface RefundPlan {
  readonly returned: readonly BookingLine[];
  readonly kept: readonly BookingLine[];
  readonly amountMinor: number;
  /** Which payment gives back how much; cash is out of the drawer at once. */
  readonly parts: readonly RefundPart[];
  /** The payments after the parts that are done. */
  readonly payments: readonly PaymentRecord[];
}

/** Splits a booking into what goes back and what stays, and the money over its payments, the newest first. */
export function planRefund(booking: BookingRecord, seats: readonly SeatId[]): RefundPlan {
  const given = new Set(seats);
  const returned = booking.lines.filter((line) => given.has(line.seat));
  const kept = booking.lines.filter((line) => !given.has(line.seat));
  const amountMinor = sumMinor(returned.map((line) => line.priceMinor));
  const parts = partsOf(booking, amountMinor);
  const done = parts.filter((part) => part.state === 'DONE');
  return {
    returned,
    kept,
    amountMinor,
    parts,
    payments: booking.payments.map((payment) => afterParts(payment, done)),
  };
}

/** A payment after money went back to it. */
export function afterParts(payment: PaymentRecord, parts: readonly RefundPart[]): PaymentRecord {
  const own = parts.filter((part) => part.paymentId === payment.id);
  if (own.length === 0) return payment;
  const refundedMinor = payment.refundedMinor + sumMinor(own.map((part) => part.amountMinor));
  return {
    ...payment,
    refundedMinor,
    status: refundedMinor === payment.amountMinor ? 'REFUNDED' : payment.status,
  };
}

function partsOf(booking: BookingRecord, amountMinor: number): readonly RefundPart[] {
  let left = amountMinor;
  const parts: RefundPart[] = [];
  for (const payment of [...booking.payments].reverse()) {
    const share = Math.min(left, leftOf(booking, payment));
    if (share === 0) continue;
    const state = payment.tender === 'CASH' ? 'DONE' : 'REQUESTED';
    parts.push({ paymentId: payment.id, amountMinor: share, state });
    left -= share;
  }
  if (left > 0) throw new Error(`booking ${booking._id} was not paid for what it gives back`);
  return parts;
}

/** What a payment can still give back: captured, less what went back, less what is on its way. */
function leftOf(booking: BookingRecord, payment: PaymentRecord): number {
  if (payment.status !== 'CAPTURED') return 0;
  const underWay = booking.refunds
    .flatMap((refund) => refund.parts)
    .filter((part) => part.paymentId === payment.id && part.state === 'REQUESTED');
  return payment.amountMinor - payment.refundedMinor - sumMinor(underWay.map((part) => part.amountMinor));
}
