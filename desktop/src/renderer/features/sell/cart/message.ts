import type { Showtime } from '@foyer/shared/http/catalogue';
import type { SeatId } from '@foyer/shared/ids';
import type { CartLine } from './cart.ts';

/** What the server or the clock had to say about the cart, and what can be done about it with one key. */
export interface Message {
  readonly tone: 'info' | 'warning' | 'trouble';
  readonly text: string;
  /** Seats of this party that somebody else got first. */
  readonly taken?: TakenSeats;
  /** What the cart was before its hold ended. */
  readonly lapsed?: LapsedCart;
}

export interface TakenSeats {
  readonly showtime: Showtime;
  readonly seats: readonly SeatId[];
}

export interface LapsedCart {
  readonly showtime: Showtime;
  readonly lines: readonly CartLine[];
}

/** Seats are asked for one by one: what was lost a moment ago belongs to the same party. */
export function withEarlierLosses(before: Message | null, message: Message): Message {
  const { taken } = message;
  if (!taken || before?.taken?.showtime.id !== taken.showtime.id) return message;
  const seats = [...new Set([...before.taken.seats, ...taken.seats])];
  return { ...message, taken: { ...taken, seats } };
}
