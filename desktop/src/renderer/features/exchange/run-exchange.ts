import { exchangeBooking, getBooking } from '@foyer/shared/http/booking-flow';
import type { Booking } from '@foyer/shared/http/bookings';
import type { ApprovalId } from '@foyer/shared/ids';
import { ApiProblem, NoAnswer } from '../../data/api-problem.ts';
import type { Call } from '../../data/client.ts';
import { pause } from '../../data/pause.ts';
import { isPaymentOpen } from '../sell/cart/refusals.ts';
import { type ExchangeWish, isExchanged, requestBody } from './exchange-wish.ts';

interface RunParts {
  readonly call: Call;
  /** How often a card that is out is asked after, and for how long. */
  readonly lookAgainMs?: number;
  readonly mostLooks?: number;
}

interface Sending {
  readonly idempotencyKey: string;
  readonly approval: { readonly approvalId?: ApprovalId };
}

/**
 * Exchanges, and answers the booking as it is then. A card takes longer than a request may last: it is asked after
 * until it has paid or not. Throws what the server refuses, and NoAnswer while nobody can tell.
 */
export async function runExchange(parts: RunParts, wish: ExchangeWish, sending: Sending): Promise<Booking> {
  const { idempotencyKey, approval } = sending;
  const body = { ...requestBody(wish), ...approval };
  try {
    const params = { id: wish.bookingId };
    return (await parts.call(exchangeBooking, { params, body, idempotencyKey })).booking;
  } catch (error) {
    if (wish.payment?.tender === 'CARD' && mayBeOut(error)) return followCard(parts, wish);
    throw error;
  }
}

async function followCard(parts: RunParts, wish: ExchangeWish): Promise<Booking> {
  const { call, lookAgainMs = 1_500, mostLooks = 120 } = parts;
  let wasOut = false;
  for (let look = 0; look < mostLooks; look += 1) {
    const booking = await call(getBooking, { params: { id: wish.bookingId } })
      .then((reply) => reply.booking)
      .catch(skipNoAnswer);
    if (booking && isExchanged(booking, wish)) return booking;
    const isOut = booking?.payments.some(({ status }) => status === 'STARTED' || status === 'UNKNOWN');
    wasOut ||= isOut === true;
    // The charge may not have begun yet where it was never seen: nobody can tell.
    if (isOut === false && wasOut) throw declined;
    if (isOut === false && look > 1) break;
    await pause(lookAgainMs);
  }
  throw new NoAnswer('nobody knows what became of the exchange');
}

const declined = new ApiProblem({
  code: 'payment.declined',
  details: { reason: 'declined' },
  requestId: '',
});

function mayBeOut(error: unknown): boolean {
  return error instanceof NoAnswer || isPaymentOpen(error);
}

function skipNoAnswer(error: unknown): null {
  if (error instanceof NoAnswer) return null;
  throw error;
}
