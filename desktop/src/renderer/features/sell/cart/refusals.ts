import { ApiProblem, NoAnswer } from '../../../data/api-problem.ts';

/** The hold that the cart stands on is no more. */
export function isHoldGone(error: unknown): boolean {
  return error instanceof ApiProblem && (error.code === 'hold.expired' || error.code === 'hold.not-found');
}

/** Nothing is known about the attempt yet: the same key may and must be sent again. */
export function mayBeAskedAgain(error: unknown): boolean {
  if (error instanceof NoAnswer) return true;
  if (!(error instanceof ApiProblem)) return false;
  return ['internal', 'service.unavailable', 'rate.limited', 'idempotency.in-progress'].includes(error.code);
}

/** So many seats are not free any more: the refusal names none because none were asked for by name. */
export function isFull(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'seats.taken';
}

/** The server answers and can't hold seats now. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'service.unavailable';
}

/** A card payment of this booking has no answer yet. */
export function isPaymentOpen(error: unknown): boolean {
  return (
    error instanceof ApiProblem && error.code === 'booking.state' && error.details['state'] === 'PAYMENT_OPEN'
  );
}
