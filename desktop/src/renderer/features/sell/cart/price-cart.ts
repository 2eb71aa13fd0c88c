import type { Showtime } from '@foyer/shared/http/catalogue';
import type { Seat } from '@foyer/shared/http/seat-map';
import { sumMinor } from '@foyer/shared/money';
import { priceLines } from '@foyer/shared/rules/prices';
import type { CartLine } from './cart.ts';

/** Price per line in the order of the lines (null where the list has none), and their sum. */
export interface CartPrices {
  readonly perSeat: ReadonlyMap<string, number | null>;
  readonly totalMinor: number;
}

/** What the till shows; the server prices by the same rule and has the last word. */
export function priceCart(
  lines: readonly CartLine[],
  seats: ReadonlyMap<string, Seat>,
  showtime: Showtime | null,
): CartPrices {
  const perSeat = new Map<string, number | null>();
  for (const line of lines) {
    const seat = seats.get(line.seat);
    const priced = seat && showtime ? priceLines([seat], [line], showtime.ticketTypes) : null;
    perSeat.set(line.seat, priced?.ok === true ? priced.totalMinor : null);
  }
  return { perSeat, totalMinor: sumMinor([...perSeat.values()].map((price) => price ?? 0)) };
}
