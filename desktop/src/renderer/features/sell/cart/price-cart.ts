import type { Booking } from '@foyer/shared/http/bookings';
import type { Showtime } from '@foyer/shared/http/catalogue';
import type { Seat } from '@foyer/shared/http/seat-map';
import { sumMinor } from '@foyer/shared/money';
import { priceLines } from '@foyer/shared/rules/prices';
import type { Adjustment } from './adjustment.ts';
import type { CartLine } from './cart.ts';

/** Price per line in the order of the lines (null where the list has none), and their sum. */
export interface CartPrices {
  readonly perSeat: ReadonlyMap<string, number | null>;
  /** What the adjusted seats cost by the list. */
  readonly listed: ReadonlyMap<string, number>;
  readonly totalMinor: number;
}

/** What the till shows; the server prices by the same rule and has the last word. */
export function priceCart(
  {
    lines,
    showtime,
    adjustment,
  }: { lines: readonly CartLine[]; showtime: Showtime | null; adjustment: Adjustment | null },
  seats: ReadonlyMap<string, Seat>,
): CartPrices {
  const perSeat = new Map<string, number | null>();
  const listed = new Map<string, number>();
  for (const line of lines) {
    const seat = seats.get(line.seat);
    const priced = seat && showtime ? priceLines([seat], [line], showtime.ticketTypes) : null;
    const price = priced?.ok === true ? priced.totalMinor : null;
    const isAdjusted = price !== null && adjustment?.seats.includes(line.seat) === true;
    if (isAdjusted) listed.set(line.seat, price);
    perSeat.set(line.seat, isAdjusted ? adjustment.priceMinor : price);
  }
  return { perSeat, listed, totalMinor: sumMinor([...perSeat.values()].map((price) => price ?? 0)) };
}

/** What a booking costs, whatever the lists say by now. */
export function pricesOfBooking({ lines, totalMinor }: Pick<Booking, 'lines' | 'totalMinor'>): CartPrices {
  return {
    perSeat: new Map(lines.map(({ seat, priceMinor }) => [seat, priceMinor])),
    listed: new Map(
      lines.flatMap(({ seat, adjustment }) =>
        adjustment ? [[seat, adjustment.listPriceMinor] as const] : [],
      ),
    ),
    totalMinor,
  };
}
