import type { Charge, PaymentProvider, PaymentProviders } from '../payments/payment.port.ts';
import type { BookingRecord, PaymentRecord } from './booking.ts';

/** Who moves this payment's money; null for cash, and for a tender that nobody takes here. */
export function providerOf(
  providers: PaymentProviders,
  tender: PaymentRecord['tender'] | undefined,
): PaymentProvider | null {
  return tender === 'ONLINE' || tender === 'CARD' ? providers[tender] : null;
}

/** A payment as its provider knows it. The payer's token is not kept: asking needs none. */
export function chargeOf(
  booking: BookingRecord,
  payment: PaymentRecord,
  token: string | null = null,
): Charge {
  return {
    paymentId: payment.id,
    bookingId: booking._id,
    amountMinor: payment.amountMinor,
    currency: booking.currency,
    token,
    startedAt: payment.at,
  };
}
