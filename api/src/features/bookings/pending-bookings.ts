import type { Clock } from '../../platform/clock.ts';
import type { PaymentProviders } from '../payments/payment.port.ts';
import { systemAct } from '../seats/seats.ts';
import { chargeOf, providerOf } from './charges.ts';
import type { BookingRepository } from './booking.repository.ts';
import type { Settlement } from './settlement.ts';

const batch = 50;

/** What a provider says of an attempt that nobody ever paid or was refused for. */
const unpaid: readonly string[] = ['never-seen', 'abandoned'];

/**
 * One run: asks the provider about every payment that stayed open past its window, and brings the answer in.
 * Nothing is released before the provider has said no. Answers true when more may be waiting.
 */
export async function settleOverdueBookings(options: {
  readonly repository: BookingRepository;
  readonly settlement: Settlement;
  readonly providers: PaymentProviders;
  readonly clock: Clock;
}): Promise<boolean> {
  const overdue = await options.repository.overdue(options.clock.now(), batch);
  for (const booking of overdue) {
    const open = booking.payments.find(({ status }) => status === 'STARTED' || status === 'UNKNOWN');
    const provider = providerOf(options.providers, open?.tender);
    if (open && !provider) continue; // whoever took it is not configured here: nobody can say
    const outcome = open && provider ? await provider.close(chargeOf(booking, open)) : undefined;
    if (!outcome || (outcome.kind === 'DECLINED' && unpaid.includes(outcome.reason))) {
      await options.settlement.expire(booking);
    } else {
      await options.settlement.settle(booking, outcome, systemAct);
    }
  }
  return overdue.length >= batch;
}
