import type { Showtime } from '@foyer/shared/http/catalogue';
import type { SeatId } from '@foyer/shared/ids';
import { ApiProblem } from '../../../data/api-problem.ts';
import { textOf } from '../../../data/problem-texts.ts';

/** What a cashier reads when one seat could not be taken or given back. */
export function refusalAbout(seat: SeatId, error: unknown): string {
  return error instanceof ApiProblem ? textOf(error) : `Seat ${seat} stays as it was. ${textOf(error)}`;
}

/** The best seats are never wheelchair or companion places, so some may be free all the same. */
export function fullText({ movie }: Showtime, count: number): string {
  const seats = count === 1 ? 'No seat is' : `Fewer than ${count} seats are`;
  return `${seats} left for ${movie.title}, wheelchair and companion places not counted.`;
}

/** What needs a hold, while the till sells on without any: nobody is told to wait for it. */
export const unheldTexts = {
  best: 'The best seats can’t be looked for while seats can’t be held. Choose them in the hall.',
  time: 'No more time is to be had while seats can’t be held. Go on: the seats stay in the cart.',
} as const;

export const longestText = 'That is the longest this hold can last.';

export const unansweredText =
  'The last sale has no answer yet. Look for it in Bookings before you sell those seats again.';

export function ranOutText(seats: readonly SeatId[]): string {
  return `The hold on ${seats.join(', ')} ran out. The seats are free again.`;
}
