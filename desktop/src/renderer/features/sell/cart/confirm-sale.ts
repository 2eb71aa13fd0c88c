import { type Booking, confirmBooking } from '@foyer/shared/http/bookings';
import type { Showtime } from '@foyer/shared/http/catalogue';
import type { Attempt } from './cart.ts';
import { mayBeAskedAgain } from './refusals.ts';
import type { SaleParts } from './sale-parts.ts';

export type SaleAnswer =
  | { readonly kind: 'sold'; readonly booking: Booking }
  | { readonly kind: 'refused'; readonly error: unknown }
  | { readonly kind: 'unanswered' };

/** Sends one attempt until it is answered, some times over and always with the same key. */
export async function confirmSale(
  { call, retryDelaysMs = [700, 2_000], onSending, onRefused }: SaleParts,
  showtime: Showtime,
  attempt: Attempt,
): Promise<SaleAnswer> {
  const input = { params: { id: showtime.id }, body: attempt.request, idempotencyKey: attempt.key };
  await onSending(attempt, showtime);
  for (const delayMs of [0, ...retryDelaysMs]) {
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    try {
      const { booking } = await call(confirmBooking, input);
      return { kind: 'sold', booking };
    } catch (error) {
      if (mayBeAskedAgain(error)) continue;
      onRefused(attempt);
      return { kind: 'refused', error };
    }
  }
  return { kind: 'unanswered' };
}
