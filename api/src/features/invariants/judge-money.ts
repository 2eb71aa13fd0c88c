/** I4: what a booking holds is what its seats cost, or something open says why not. Pure. */
import { sumMinor } from '@foyer/shared/money';
import type { BookingDraft, PaymentRecord } from '../bookings/booking.ts';
import { needsOffer } from '../bookings/booking-change.ts';
import { aboutBooking, type Finding } from './invariants.ts';

/** Recomputed from the records themselves: the rules that wrote them are not asked. */
export function judgeMoney(booking: BookingDraft): readonly Finding[] {
  const { _id: id, payments, refunds, lines, totalMinor } = booking;
  const broken = (message: string): Finding => aboutBooking('I4', id, { message });
  const taken = payments.filter(({ status }) => status === 'CAPTURED' || status === 'REFUNDED');
  const capturedMinor = sumMinor(taken.map(({ amountMinor }) => amountMinor));
  const backMinor = sumMinor(payments.map(({ refundedMinor }) => refundedMinor));
  const parts = refunds.flatMap((refund) => refund.parts);
  const underWayMinor = sumMinor(
    parts.filter(({ state }) => state !== 'DONE').map(({ amountMinor }) => amountMinor),
  );
  const linesMinor = sumMinor(lines.map(({ priceMinor }) => priceMinor));
  const findings: Finding[] = [];
  if (linesMinor !== totalMinor) {
    findings.push(broken(`costs ${totalMinor} where its lines cost ${linesMinor}`));
  }
  const heldMinor = capturedMinor - backMinor - underWayMinor;
  if (!isRight(booking, heldMinor, linesMinor)) {
    const price = booking.status === 'BOOKED' ? linesMinor : 0;
    findings.push(broken(`is ${booking.status} and holds ${heldMinor} where its live lines cost ${price}`));
  }
  for (const payment of payments) {
    const done = parts.filter(({ paymentId, state }) => paymentId === payment.id && state === 'DONE');
    findings.push(...judgePayment(payment, sumMinor(done.map(({ amountMinor }) => amountMinor))).map(broken));
  }
  const refused = parts.filter(({ state }) => state === 'FAILED');
  return [
    ...findings,
    ...refused.map(({ paymentId, amountMinor }) => {
      const message = `waits to give ${amountMinor} of payment ${paymentId} back, which its provider refuses`;
      return aboutBooking('I4', id, { message, severity: 'ALARM' });
    }),
  ];
}

function isRight(booking: BookingDraft, heldMinor: number, linesMinor: number): boolean {
  switch (booking.status) {
    case 'BOOKED':
      return heldMinor === linesMinor;
    case 'PENDING':
      // Paid in part, until its window is over.
      return heldMinor >= 0 && heldMinor <= linesMinor;
    case 'EXPIRED':
    case 'FAILED':
      // Late money waits for other seats, or for the guest's answer.
      return heldMinor === 0 || (heldMinor > 0 && (needsOffer(booking) || booking.offer?.state === 'OPEN'));
    case 'CANCELLED':
    case 'REFUNDED':
      return heldMinor === 0;
  }
}

/** Tender by tender: what went back of a payment is what its refunds say, and never more than came. */
function judgePayment(
  { id, tender, status, amountMinor, refundedMinor }: PaymentRecord,
  doneMinor: number,
): readonly string[] {
  const about = `payment ${id} (${tender})`;
  return [
    ...(refundedMinor === doneMinor
      ? []
      : [`says that ${refundedMinor} of ${about} went back, its refunds say ${doneMinor}`]),
    ...(refundedMinor <= amountMinor ? [] : [`gave back more of ${about} than came`]),
    ...((status === 'REFUNDED') === (refundedMinor === amountMinor && amountMinor > 0)
      ? []
      : [`calls ${about} ${status} where ${refundedMinor} of ${amountMinor} went back`]),
  ];
}
