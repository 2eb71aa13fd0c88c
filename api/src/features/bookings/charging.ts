import type { Logger } from '../../platform/logger.ts';
import type { Charge, ChargeOutcome, PaymentProvider, PaymentProviders } from '../payments/payment.port.ts';
import type { ActContext } from '../seats/seats.ts';
import type { BookingDraft, BookingRecord, PaymentRecord } from './booking.ts';
import type { Settlement } from './settlement.ts';

export interface ChargingOptions {
  readonly providers: PaymentProviders;
  readonly settlement: Pick<Settlement, 'bringIn'>;
  readonly log: Logger;
}

export interface Charged {
  readonly booking: BookingRecord;
  /** For a payment that the payer confirms on their own device. */
  readonly clientSecret: string | undefined;
}

export type Charging = ReturnType<typeof createCharging>;

/** Asks providers for the money of payments that a booking has entered already, one after the other. */
export function createCharging({ providers, settlement, log }: ChargingOptions) {
  /** Charges the payments with these ids; after one that is declined, none of the rest is tried. */
  async function charge(seen: BookingRecord, ids: readonly string[], act: ActContext): Promise<Charged> {
    let booking = seen;
    let clientSecret: string | undefined;
    let isLost = false;
    for (const paymentId of ids) {
      const payment = booking.payments.find(({ id }) => id === paymentId);
      if (!payment || payment.status !== 'STARTED' || payment.tender === 'CASH') continue;
      const outcome: ChargeOutcome = isLost
        ? { kind: 'DECLINED', reason: 'another payment was declined' }
        : await ask(booking, payment, 'charge');
      booking = await settlement.bringIn(booking, { paymentId, outcome }, act);
      isLost ||= outcome.kind === 'DECLINED';
      if (outcome.kind === 'UNKNOWN') clientSecret ??= outcome.clientSecret;
    }
    return { booking, clientSecret };
  }

  /** One question to the payment's provider; trouble of any kind is UNKNOWN. */
  async function ask(
    booking: BookingDraft,
    payment: PaymentRecord,
    question: 'charge' | 'close' | 'lookUp',
  ): Promise<ChargeOutcome> {
    const provider = providerOf(providers, payment);
    if (!provider) return { kind: 'UNKNOWN' };
    try {
      return await provider[question](chargeOf(booking, payment));
    } catch (error) {
      log.warn({ err: error, bookingId: booking._id, paymentId: payment.id }, 'a payment got no answer');
      return { kind: 'UNKNOWN' };
    }
  }

  return { charge, ask };
}

/** The provider of a payment's tender; null for cash and for tenders that are not configured here. */
export function providerOf(
  providers: PaymentProviders,
  { tender }: Pick<PaymentRecord, 'tender'>,
): PaymentProvider | null {
  return tender === 'CARD' || tender === 'ONLINE' ? providers[tender] : null;
}

function chargeOf(booking: BookingDraft, payment: PaymentRecord): Charge {
  return {
    paymentId: payment.id,
    bookingId: booking._id,
    amountMinor: payment.amountMinor,
    currency: booking.currency,
    token: payment.token,
    providerRef: payment.providerRef,
    startedAt: payment.at,
  };
}
