import type { Showtime } from '@foyer/shared/http/catalogue';
import type { SeatId } from '@foyer/shared/ids';
import { inSeatOrder } from '../../../data/seat-order.ts';
import type { LapsedCart } from './message.ts';
import type { Sale } from './sale.ts';

type SeatSale = Pick<Sale, 'snapshot' | 'subscribe' | 'take' | 'giveBack' | 'chooseType'>;

/**
 * Takes seats in the place of those in the cart: the new ones first, so that the hold stays, and only when all of them
 * are ours the others go back. Where one is lost again the party keeps what it has.
 */
export function takeInstead(sale: SeatSale, showtime: Showtime, seats: readonly SeatId[]): void {
  const before = sale.snapshot().lines;
  const others = before.filter(({ seat }) => !seats.includes(seat));
  const added = inSeatOrder(seats.filter((seat) => !before.some((line) => line.seat === seat)));
  for (const [index, seat] of added.entries()) {
    sale.take(showtime, seat);
    // Who sits elsewhere now still pays as before.
    const type = others[index]?.ticketTypeId;
    if (type !== undefined) sale.chooseType(seat, type);
  }
  onceSettled(sale, added, () => {
    for (const { seat } of others) sale.giveBack(seat);
  });
}

/** Asks for the seats of a cart whose hold ended once more, with the ticket types they had. */
export function tryAgain(sale: Pick<SeatSale, 'take' | 'chooseType'>, { showtime, lines }: LapsedCart): void {
  for (const { seat, ticketTypeId } of lines) {
    sale.take(showtime, seat);
    sale.chooseType(seat, ticketTypeId);
  }
}

/** Acts once all of these are in the cart; never where one of them was refused. */
function onceSettled(sale: SeatSale, seats: readonly SeatId[], act: () => void): void {
  const look = (): void => {
    const { lines, underWay } = sale.snapshot();
    const isIn = (seat: SeatId): boolean => lines.some((line) => line.seat === seat);
    if (seats.some((seat) => isIn(seat) && underWay[seat])) return;
    stop();
    if (seats.every(isIn)) act();
  };
  const stop = sale.subscribe(look);
  look();
}
