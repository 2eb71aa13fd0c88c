import type { Clock } from '../../platform/clock.ts';
import type { PaymentProvider } from '../payments/payment.port.ts';
import { systemAct } from '../seats/seats.ts';
import type { BookingRepository } from './booking.repository.ts';
import type { Settlement } from './settlement.ts';

const batch = 50;

/**
 * One run: asks the provider about every payment that stayed open past its window, and brings the answer in.
 * Nothing is released before the provider has said no. Answers true when more may be waiting.
 */
export async function settleOverdueBookings(options: {
  readonly repository: BookingRepository;
  readonly settlement: Settlement;
  readonly online: PaymentProvider;
  readonly clock: Clock;
}): Promise<boolean> {
  const overdue = await options.repository.overdue(options.clock.now(), batch);
  for (const booking of overdue) {
    const open = booking.payments.find(({ status }) => status === 'STARTED' || status === 'UNKNOWN');
    const outcome = open ? await options.online.lookUp(open.id) : undefined;
    if (!outcome || (outcome.kind === 'DECLINED' && outcome.reason === 'never-seen')) {
      await options.settlement.expire(booking);
    } else {
      await options.settlement.settle(booking, outcome, systemAct);
    }
  }
  return overdue.length >= batch;
}
