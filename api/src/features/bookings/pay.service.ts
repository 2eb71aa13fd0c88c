import type { PayRequest } from '@foyer/shared/http/booking-flow';
import type { BookingId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import type { BookingRecord, PaymentRecord } from './booking.ts';
import { enterPayments } from './booking-payments.ts';
import { requireTouchable } from './booking.policy.ts';
import type { BookingRepository } from './booking.repository.ts';
import type { SaleCall } from './booking.service.ts';
import type { Charging } from './charging.ts';
import { madeBefore, nameOf } from './idempotency.ts';
import { dueMinor, isOpen } from './money.ts';
import { paymentAnswer } from './payment-answer.ts';
import { systemAct } from '../seats/seats.ts';
import type { Settlement } from './settlement.ts';
import {
  requireExactly,
  requireShift,
  requireTenders,
  startedPayments,
  type TenderTerms,
} from './tenders.ts';

export interface PayServiceOptions {
  readonly repository: Pick<BookingRepository, 'read'>;
  readonly settlement: Settlement;
  readonly charging: Charging;
  readonly tenderTerms: TenderTerms;
  readonly ids: IdSource;
  readonly clock: Clock;
}

export interface Paid {
  readonly booking: BookingRecord;
  /** Whether a provider's answer is still out. */
  readonly isOpen: boolean;
  readonly clientSecret: string | undefined;
}

export type PayBooking = (call: SaleCall, id: BookingId, request: PayRequest) => Promise<Paid>;

const attempts = 5;

/**
 * Pays a PENDING booking in full. Each payment is written down before its provider is asked. Throws booking.not-found,
 * booking.state (also PAYMENT_OPEN while another payment waits for its answer), payment.declined, idempotency.*.
 */
export function createPayBooking(options: PayServiceOptions): PayBooking {
  const { repository, settlement, charging, clock } = options;

  async function replay(booking: BookingRecord, made: readonly PaymentRecord[]): Promise<Paid> {
    const answer = paymentAnswer(booking, made, { now: clock.now(), isReplay: true });
    const open = made.find(isOpen);
    const outcome = open && (await charging.ask(booking, open, 'lookUp'));
    if (!open || !outcome) return { ...answer, clientSecret: undefined };
    const newest = await settlement.bringIn(booking, { paymentId: open.id, outcome }, systemAct);
    return answerOf(newest, made, outcome.kind === 'UNKNOWN' ? outcome.clientSecret : undefined);
  }

  function answerOf(
    booking: BookingRecord,
    made: readonly PaymentRecord[],
    clientSecret: string | undefined,
  ): Paid {
    const ids = made.map(({ id }) => id);
    const now = booking.payments.filter(({ id }) => ids.includes(id));
    return { ...paymentAnswer(booking, now, { now: clock.now(), isReplay: false }), clientSecret };
  }

  return async (call, id, request) => {
    const tenders = request.payments.map(({ tender }) => tender);
    requireTenders(call.actor, tenders, options.tenderTerms);
    const name = nameOf(call, `bookings.${id}.pay`, request);
    for (let turn = 0; turn < attempts; turn += 1) {
      const booking = requireTouchable(call.actor, await repository.read(id));
      const earlier = madeBefore(booking.payments, name);
      if (earlier.length > 0) return replay(booking, earlier);
      requirePayable(booking, clock.now());
      requireShift(call.act, tenders, options.tenderTerms);
      requireExactly(request.payments, dueMinor(booking));
      const at = clock.now();
      const made = startedPayments(request.payments, { ...name, ids: options.ids, at, act: call.act });
      const change = enterPayments(booking, made, settlement.doing(call.act));
      const entered = await settlement.write(booking, change, call.act);
      if (entered.kind !== 'SAVED') continue;
      const ids = made.map((payment) => payment.id);
      const charged = await charging.charge(entered.booking, ids, call.act);
      return answerOf(charged.booking, made, charged.clientSecret);
    }
    throw new AppError('booking.state', { state: 'CHANGING' });
  };
}

function requirePayable(booking: BookingRecord, now: Date): void {
  if (booking.status !== 'PENDING') throw new AppError('booking.state', { state: booking.status });
  if (booking.payments.some(isOpen)) throw new AppError('booking.state', { state: 'PAYMENT_OPEN' });
  if (booking.expiresAt && booking.expiresAt <= now)
    throw new AppError('booking.state', { state: 'EXPIRED' });
}
