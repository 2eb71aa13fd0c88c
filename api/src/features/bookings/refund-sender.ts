import type { Clock } from '../../platform/clock.ts';
import type { PaymentProviders } from '../payments/payment.port.ts';
import { systemAct } from '../seats/seats.ts';
import type { BookingRecord, RefundPart, RefundRecord } from './booking.ts';
import { providerOf } from './charges.ts';
import { bookingEvent } from './booking-events.ts';
import type { BookingRepository } from './booking.repository.ts';
import { afterParts } from './refund-plan.ts';

const batch = 50;

/**
 * One run: asks the provider for every refund that is not sent yet. A crash after the provider's yes asks again
 * with the same key, which moves no money twice. Answers true when something moved and more may be waiting.
 */
export async function sendRefunds(options: {
  readonly repository: BookingRepository;
  readonly providers: PaymentProviders;
  readonly clock: Clock;
}): Promise<boolean> {
  let sent = false;
  const waiting = await options.repository.withOpenRefunds(batch);
  for (const booking of waiting) {
    for (const refund of booking.refunds) {
      const part = refund.parts.find(({ state }) => state === 'REQUESTED');
      if (!part) continue;
      const refundKey = `${refund.id}-${part.paymentId}`;
      const { paymentId, amountMinor } = part;
      const tender = booking.payments.find(({ id }) => id === paymentId)?.tender;
      const { currency } = booking;
      const outcome = await providerOf(options.providers, tender)?.refund({
        refundKey,
        paymentId,
        providerRef: null,
        amountMinor,
        currency,
      });
      if (outcome?.kind !== 'DONE') continue;
      sent = true;
      await settle(booking, { refund, part }, options);
      break; // the booking has moved on; what is left of it comes with the next run
    }
  }
  return sent;
}

async function settle(
  booking: BookingRecord,
  { refund, part }: { readonly refund: RefundRecord; readonly part: RefundPart },
  { repository, clock }: { readonly repository: BookingRepository; readonly clock: Clock },
): Promise<void> {
  const done: RefundPart = { ...part, state: 'DONE' };
  const refunds = booking.refunds.map((known) =>
    known.id === refund.id
      ? { ...known, parts: known.parts.map((other) => (other === part ? done : other)) }
      : known,
  );
  const payments = booking.payments.map((payment) => afterParts(payment, [done]));
  const next = { ...booking, version: booking.version + 1, payments, refunds };
  const more = { paymentId: part.paymentId, refundedMinor: part.amountMinor };
  const fact = { action: 'payment.refunded' as const, part: part.paymentId, reason: refund.reason, more };
  const events = [bookingEvent(next, fact, { act: systemAct, at: clock.now() })];
  await repository.settleRefund(booking, { payments, refunds, events });
}
