import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { PaymentProviders } from '../payments/payment.port.ts';
import { systemAct } from '../seats/seats.ts';
import type { BookingRecord, PaymentRecord, RefundPart, RefundRecord } from './booking.ts';
import { answerGraceMs, needsOffer } from './booking-change.ts';
import { endUnpaid } from './booking-payments.ts';
import { settleRefundPart } from './booking-refund.ts';
import type { BookingRepository } from './booking.repository.ts';
import { providerOf, type Charging } from './charging.ts';
import { isOpen } from './money.ts';
import type { OfferService } from './offer.service.ts';
import type { Settlement } from './settlement.ts';

export interface BookingKeeperOptions {
  readonly repository: BookingRepository;
  readonly settlement: Settlement;
  readonly charging: Pick<Charging, 'ask'>;
  readonly providers: PaymentProviders;
  readonly offers: Pick<OfferService, 'offer' | 'lapse'>;
  readonly clock: Clock;
  readonly log: Logger;
}

const batch = 50;
const atOnce = 8;

/**
 * One run over the bookings that are due: asks about payments without an answer, ends what nobody paid, sends refunds,
 * offers other seats for late money. Every step is a compare-and-set, so any number of nodes may do it at once.
 * Nothing with an open payment is released before its provider has said no. Answers true when more are waiting.
 */
export async function keepBookings(options: BookingKeeperOptions): Promise<boolean> {
  const { repository, clock, log } = options;
  const due = await repository.due(clock.now(), batch);
  const waiting = [...due];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        await keep(options, next);
      } catch (error) {
        log.error({ err: error, bookingId: next._id }, 'a booking that is due could not be looked after');
        await repository.postpone(next, new Date(clock.now().getTime() + answerGraceMs));
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return due.length >= batch;
}

async function keep(options: BookingKeeperOptions, seen: BookingRecord): Promise<void> {
  const { settlement, offers, clock } = options;
  const now = clock.now();
  let booking = seen;
  for (const payment of seen.payments.filter((one) => isAskable(one, now))) {
    const isWindowOpen =
      booking.status === 'PENDING' && booking.expiresAt !== null && booking.expiresAt > now;
    const outcome = await options.charging.ask(booking, payment, isWindowOpen ? 'lookUp' : 'close');
    if (outcome.kind === 'UNKNOWN' && !isWindowOpen) warnOfSilence(options, booking, payment);
    booking = await settlement.bringIn(booking, { paymentId: payment.id, outcome }, systemAct);
  }
  const isOver = booking.status === 'PENDING' && booking.expiresAt !== null && booking.expiresAt <= now;
  if (isOver && !booking.payments.some((one) => isOpen(one) && one.tender !== 'CASH')) {
    await settlement.write(
      booking,
      endUnpaid(booking, { to: 'EXPIRED' }, settlement.doing(systemAct)),
      systemAct,
    );
    return;
  }
  if (needsOffer(booking)) return offers.offer(booking);
  if (booking.offer?.state === 'OPEN' && booking.offer.expiresAt <= now) return offers.lapse(booking);
  booking = await sendRefunds(options, booking);
  if (booking.dueAt && booking.dueAt <= now) {
    await options.repository.postpone(booking, new Date(now.getTime() + patienceMs(booking, now)));
  }
}

/** A payment is asked about once its own request must have ended, or once nothing may wait for it any more. */
function isAskable(payment: PaymentRecord, now: Date): boolean {
  if (!isOpen(payment) || payment.tender === 'CASH') return false;
  return payment.status === 'UNKNOWN' || now.getTime() - payment.at.getTime() >= answerGraceMs;
}

async function sendRefunds(options: BookingKeeperOptions, seen: BookingRecord): Promise<BookingRecord> {
  const { settlement, log } = options;
  let booking = seen;
  for (const refund of seen.refunds) {
    for (const part of refund.parts.filter(({ state }) => state !== 'DONE')) {
      const outcome = await askRefund(options, booking, { refund, part });
      if (outcome.kind === 'UNKNOWN') continue;
      if (outcome.kind === 'FAILED') {
        log.error(
          { bookingId: booking._id, refundId: refund.id, reason: outcome.reason },
          'a refund was refused',
        );
      }
      const written = await settlement.write(
        booking,
        settleRefundPart(booking, { refund, part }, outcome),
        systemAct,
      );
      if (written.kind !== 'SAVED') return booking;
      booking = written.booking;
    }
  }
  return booking;
}

async function askRefund(
  { providers, log }: BookingKeeperOptions,
  booking: BookingRecord,
  { refund, part }: { readonly refund: RefundRecord; readonly part: RefundPart },
) {
  const payment = booking.payments.find(({ id }) => id === part.paymentId);
  const provider = payment && providerOf(providers, payment);
  if (!payment || !provider) return { kind: 'UNKNOWN' } as const;
  try {
    return await provider.refund({
      refundKey: `${refund.id}-${part.paymentId}`,
      paymentId: part.paymentId,
      providerRef: payment.providerRef,
      amountMinor: part.amountMinor,
      currency: booking.currency,
    });
  } catch (error) {
    log.warn({ err: error, bookingId: booking._id, refundId: refund.id }, 'a refund got no answer');
    return { kind: 'UNKNOWN' } as const;
  }
}

function warnOfSilence(
  { log }: BookingKeeperOptions,
  booking: BookingRecord,
  { id, at }: PaymentRecord,
): void {
  log.error(
    { bookingId: booking._id, paymentId: id, since: at.toISOString() },
    'a payment stays without an answer',
  );
}

const secondMs = 1_000;

/** How long until the next look at what did not move: soon at first, each minute later. */
function patienceMs(booking: BookingRecord, now: Date): number {
  const started = booking.payments.filter(isOpen).map(({ at }) => at.getTime());
  const asked = booking.refunds.map(({ at }) => at.getTime());
  const ageMs = now.getTime() - Math.max(0, ...started, ...asked);
  if (ageMs < 60 * secondMs) return 2 * secondMs;
  return ageMs < 600 * secondMs ? 15 * secondMs : 60 * secondMs;
}
