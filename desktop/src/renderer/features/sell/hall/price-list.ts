import type { Showtime } from '@foyer/shared/http/catalogue';
import type { Seat } from '@foyer/shared/http/seat-map';
import { formatMoney } from '@foyer/shared/money';

type TicketTypes = Showtime['ticketTypes'];

/** The categories of a hall from the cheapest up, by the first ticket type. */
export function categoriesOf(seats: readonly Seat[], ticketTypes: TicketTypes): readonly string[] {
  const price = (category: string): number => ticketTypes[0]?.pricesMinor[category] ?? 0;
  return [...new Set(seats.map((seat) => seat.category))].sort((one, other) => price(one) - price(other));
}

/** What the first ticket type costs in each category, as people read it. */
export function pricesOf(
  ticketTypes: TicketTypes,
  currency: Showtime['currency'],
): Readonly<Record<string, string>> {
  const prices = Object.entries(ticketTypes[0]?.pricesMinor ?? {});
  return Object.fromEntries(prices.map(([category, price]) => [category, formatMoney(price, currency)]));
}
