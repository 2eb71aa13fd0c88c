import { createBooking } from '@foyer/shared/http/booking-flow';
import { type Booking, confirmBooking } from '@foyer/shared/http/bookings';
import type { Showtime } from '@foyer/shared/http/catalogue';
import type { Call } from '../../../data/client.ts';
import { pause } from '../../../data/pause.ts';
import { mayBeAskedAgain } from '../cart/refusals.ts';
import type { SaleParts } from '../cart/sale-parts.ts';
import type { Attempt } from './attempt.ts';
import { isCashOnly } from './tender-plan.ts';

export type SaleAnswer =
  | { readonly kind: 'sold'; readonly booking: Booking }
  /** The seats are the booking's, and its money is to be collected. */
  | { readonly kind: 'owed'; readonly booking: Booking }
  | { readonly kind: 'refused'; readonly error: unknown }
  | { readonly kind: 'unanswered' };

/** Sends one attempt until it is answered, some times over and always with the same key. */
export async function sendSale(
  { call, retryDelaysMs = [700, 2_000], onSending, onRefused }: SaleParts,
  showtime: Showtime,
  attempt: Attempt,
): Promise<SaleAnswer> {
  await onSending(attempt, showtime);
  for (const delayMs of [0, ...retryDelaysMs]) {
    if (delayMs > 0) await pause(delayMs);
    try {
      const booking = await send(call, showtime, attempt);
      return { kind: isCashOnly(attempt.tendered.payments) ? 'sold' : 'owed', booking };
    } catch (error) {
      if (mayBeAskedAgain(error)) continue;
      onRefused(attempt);
      return { kind: 'refused', error };
    }
  }
  return { kind: 'unanswered' };
}

async function send(call: Call, { id }: Showtime, { key, request, tendered }: Attempt): Promise<Booking> {
  const { holdId, ...rest } = request;
  if (isCashOnly(tendered.payments) || holdId === undefined) {
    const body = { ...request, payments: [...tendered.payments] };
    return (await call(confirmBooking, { params: { id }, body, idempotencyKey: key })).booking;
  }
  return (await call(createBooking, { body: { holdId, ...rest }, idempotencyKey: key })).booking;
}
