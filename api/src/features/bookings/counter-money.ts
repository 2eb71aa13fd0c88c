/** What a step of a booking moves at tills. Pure. */
import type { BookingDraft, PaymentRecord, UnreportedMoney } from './booking.ts';
import { wasCaptured } from './money.ts';

/**
 * The money that came or went between two states of a booking, in shifts: payments once they are captured, refunds once
 * they are entered. Nothing of it changes afterwards, so what is told here belongs to one report for good.
 */
export function counterMoney(
  before: BookingDraft | null,
  after: BookingDraft,
  at: Date,
): readonly UnreportedMoney[] {
  const known = new Set(before ? allOf(before, at).map(({ id }) => id) : []);
  return allOf(after, at).filter(({ id }) => !known.has(id));
}

function allOf(booking: BookingDraft, at: Date): readonly UnreportedMoney[] {
  const { payments, refunds } = booking;
  const taken = payments
    .filter(wasCaptured)
    .flatMap((payment) => entryOf(booking, payment, { ...payment, kind: 'PAYMENT', at }));
  const given = refunds.flatMap(({ id, parts }) =>
    parts.flatMap((part) => {
      const payment = payments.find((one) => one.id === part.paymentId);
      if (!payment) return [];
      return entryOf(booking, payment, { ...part, id: `${id}-${part.paymentId}`, kind: 'REFUND', at });
    }),
  );
  return [...taken, ...given];
}

interface Moved extends Pick<PaymentRecord, 'amountMinor' | 'drawer'> {
  readonly id: string;
  readonly kind: UnreportedMoney['kind'];
  readonly at: Date;
}

/** Nothing where no shift was open, or where the money never is at a till. */
function entryOf(
  { _id: bookingId, reference }: BookingDraft,
  { tender }: Pick<PaymentRecord, 'tender'>,
  { id, kind, amountMinor, drawer, at }: Moved,
): readonly UnreportedMoney[] {
  if (!drawer || (tender !== 'CASH' && tender !== 'CARD')) return [];
  return [{ id, kind, tender, amountMinor, bookingId, reference, ...drawer, at }];
}
