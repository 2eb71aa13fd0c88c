import type { Showtime } from '@foyer/shared/http/catalogue';
import type { SeatId } from '@foyer/shared/ids';
import { ApiProblem } from '../../../data/api-problem.ts';
import { seatsOf, textOf } from '../../../data/problem-texts.ts';
import { seatRuns } from '../../approvals/approval-words.ts';
import type { Cart } from './cart.ts';
import type { Message } from './message.ts';
import { isFull } from './refusals.ts';

/** What a cashier reads when one seat could not be taken or given back. */
export function refusalAbout({ showtime }: Pick<Cart, 'showtime'>, seat: SeatId, error: unknown): Message {
  const stays = error instanceof ApiProblem ? '' : `Seat ${seat} stays as it was. `;
  const taken = isFull(error) && showtime ? { taken: { showtime, seats: [seat] } } : {};
  return { tone: 'trouble', text: stays + textOf(error), ...taken };
}

/** What a cashier reads when the cart could not be sold; of its seats, those that somebody else got. */
export function refusalOfSale(
  { showtime, lines }: Pick<Cart, 'showtime' | 'lines'>,
  error: unknown,
): Message {
  const lost = seatsOf(error);
  const seats = lines.map(({ seat }) => seat).filter((seat) => lost.includes(seat));
  const taken = isFull(error) && showtime && seats.length > 0 ? { taken: { showtime, seats } } : {};
  return { tone: 'trouble', text: textOf(error), ...taken };
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

/** The hold ended by the clock or by a manager: which seats it was, to be tried again as they were. */
export function holdGone({ showtime, lines }: Pick<Cart, 'showtime' | 'lines'>): Message {
  if (!showtime || lines.length === 0) return { tone: 'warning', text: 'The hold ran out.' };
  const text = `The hold on ${seatRuns(lines.map(({ seat }) => seat))} ran out. The seats are free for everybody.`;
  return { tone: 'warning', text, lapsed: { showtime, lines } };
}
