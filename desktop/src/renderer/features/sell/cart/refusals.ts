import type { Showtime } from '@foyer/shared/http/catalogue';
import type { SeatId } from '@foyer/shared/ids';
import { ApiProblem, NoAnswer } from '../../../data/api-problem.ts';
import { textOf } from '../../../data/problem-texts.ts';

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

/** What a cashier reads when one seat could not be taken or given back. */
export function refusalAbout(seat: SeatId, error: unknown): string {
  return error instanceof ApiProblem ? textOf(error) : `Seat ${seat} stays as it was. ${textOf(error)}`;
}

/** The best seats are never wheelchair or companion places, so some may be free all the same. */
export function fullText({ movie }: Showtime, count: number): string {
  const seats = count === 1 ? 'No seat is' : `Fewer than ${count} seats are`;
  return `${seats} left for ${movie.title}, wheelchair and companion places not counted.`;
}
