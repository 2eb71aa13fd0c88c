import type { Showtime } from '@foyer/shared/http/catalogue';
import type { Seat } from '@foyer/shared/http/seat-map';
import type { GuestHall, GuestLine, GuestShow, GuestView } from '../../../bridge/guest.ts';
import { type Statuses, statusOf } from '../../data/hall.ts';
import { inSeatOrder } from '../../data/seat-order.ts';
import type { Cart, Sold } from '../sell/cart/cart.ts';
import type { CartPrices } from '../sell/cart/price-cart.ts';
import { changeMinor } from '../sell/paying/tender-plan.ts';

const mostShows = 6;

export interface SaleFacts {
  readonly cart: Cart;
  readonly prices: CartPrices;
  /** Of the cart's show; empty while they are not known. */
  readonly seats: readonly Seat[];
  readonly statuses: Statuses;
}

/** What the guest sees of a sale; null where there is none to see. */
export function saleView({ cart, prices, seats, statuses }: SaleFacts): GuestView | null {
  const { showtime, phase, lines } = cart;
  if (!showtime) return null;
  if (phase.kind === 'sold') return soldView(phase, showtime);
  if (lines.length === 0) return null;
  return {
    kind: 'sale',
    show: showOf(showtime),
    hall: seats.length === 0 ? null : hallOf(seats, statuses, cart),
    lines: linesOf(cart, showtime, prices),
    currency: showtime.currency,
    totalMinor: prices.totalMinor,
  };
}

/** What plays next, for whoever waits. */
export function idleView(showtimes: readonly Showtime[], nowMs: number): GuestView {
  const next = showtimes.filter(({ sales, startsAt }) => sales === 'OPEN' && Date.parse(startsAt) > nowMs);
  const byTime = [...next].sort((one, other) => one.startsAt.localeCompare(other.startsAt));
  return { kind: 'idle', shows: byTime.slice(0, mostShows).map(showOf) };
}

function soldView({ booking, tendered }: Sold, showtime: Showtime): GuestView {
  const { currency, totalMinor } = booking;
  const seats = [...inSeatOrder(booking.seats)];
  return {
    kind: 'sold',
    show: showOf(showtime),
    seats,
    currency,
    totalMinor,
    changeMinor: changeMinor(tendered),
  };
}

function showOf({ movie, auditorium, startsAt, timeZone }: Showtime): GuestShow {
  return { film: movie.title, rating: movie.rating, hall: auditorium.name, startsAt, timeZone };
}

function hallOf(seats: readonly Seat[], statuses: Statuses, { lines }: Cart): GuestHall {
  const yours = lines.map(({ seat }) => seat);
  const isTaken = ({ id }: Seat): boolean => !yours.includes(id) && statusOf(statuses, id) !== 'AVAILABLE';
  return {
    seats: seats.map(({ id, x, y, kind }) => ({ id, x, y, kind })),
    yours,
    taken: seats.filter(isTaken).map(({ id }) => id),
  };
}

/** One line for each ticket type and price, in the order in which they came. */
function linesOf({ lines }: Cart, { ticketTypes }: Showtime, { perSeat }: CartPrices): GuestLine[] {
  const groups = new Map<string, GuestLine>();
  for (const { seat, ticketTypeId } of lines) {
    const priceMinor = perSeat.get(seat) ?? null;
    const key = `${ticketTypeId} ${priceMinor}`;
    const ticketType = ticketTypes.find(({ id }) => id === ticketTypeId)?.name ?? 'Ticket';
    const before = groups.get(key)?.seats ?? [];
    groups.set(key, { ticketType, seats: [...inSeatOrder([...before, seat])], priceMinor });
  }
  return [...groups.values()];
}
