import type { BookingId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import type { BookingRecord } from './booking.ts';
import { endUnpaid } from './booking-payments.ts';
import { requireTouchable } from './booking.policy.ts';
import type { BookingRepository } from './booking.repository.ts';
import type { SaleCall } from './booking.service.ts';
import type { Charging } from './charging.ts';
import { isOpen } from './money.ts';
import type { Settlement } from './settlement.ts';

export interface CancelServiceOptions {
  readonly repository: Pick<BookingRepository, 'read'>;
  readonly settlement: Settlement;
  readonly charging: Pick<Charging, 'ask'>;
}

export type CancelBooking = (
  call: Omit<SaleCall, 'idempotencyKey'>,
  id: BookingId,
  reason: string | undefined,
) => Promise<BookingRecord>;

const attempts = 5;

/**
 * Gives a PENDING booking up. An open payment is closed with its provider first: silence is never a no. A cancelled
 * booking answers itself again. Throws booking.not-found, booking.state (PAYMENT_OPEN while a provider says nothing).
 */
export function createCancelBooking({
  repository,
  settlement,
  charging,
}: CancelServiceOptions): CancelBooking {
  async function closePayments(seen: BookingRecord, { act }: Pick<SaleCall, 'act'>): Promise<BookingRecord> {
    let booking = seen;
    for (const payment of seen.payments.filter((one) => isOpen(one) && one.tender !== 'CASH')) {
      const outcome = await charging.ask(booking, payment, 'close');
      booking = await settlement.bringIn(booking, { paymentId: payment.id, outcome }, act);
    }
    return booking;
  }

  return async (call, id, reason) => {
    for (let turn = 0; turn < attempts; turn += 1) {
      const found = requireTouchable(call.actor, await repository.read(id));
      if (found.status === 'CANCELLED') return found;
      const booking = found.status === 'PENDING' ? await closePayments(found, call) : found;
      if (booking.status !== 'PENDING') throw new AppError('booking.state', { state: booking.status });
      if (booking.payments.some(isOpen)) throw new AppError('booking.state', { state: 'PAYMENT_OPEN' });
      const change = endUnpaid(booking, { to: 'CANCELLED', reason }, settlement.doing(call.act));
      const outcome = await settlement.write(booking, change, call.act);
      if (outcome.kind === 'SAVED') return outcome.booking;
    }
    throw new AppError('booking.state', { state: 'CHANGING' });
  };
}
