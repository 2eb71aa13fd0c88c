import type { Showtime } from '@foyer/shared/http/catalogue';
import { type Hold, lockBestSeats, lockSeats, releaseSeats } from '@foyer/shared/http/holds';
import type { SeatId } from '@foyer/shared/ids';
import type { Call } from '../../../data/client.ts';
import type { Cart } from './cart.ts';

/** What the cart asks of the server about its hold; each answers the hold as it is then. */
export function holdCalls(call: Call) {
  const into = (hold: Cart['hold']) => (hold ? { holdId: hold.id } : {});
  return {
    /** Adds seats to the hold, or makes one; asking for those it has extends it. */
    lock: async ({ id }: Showtime, seats: readonly SeatId[], hold: Cart['hold']): Promise<Hold> =>
      (await call(lockSeats, { params: { id }, body: { seats: [...seats], ...into(hold) } })).hold,
    lockBest: async ({ id }: Showtime, count: number, hold: Cart['hold']): Promise<Hold> =>
      (await call(lockBestSeats, { params: { id }, body: { count, ...into(hold) } })).hold,
    release: async ({ id }: Showtime, hold: Hold, seats?: readonly SeatId[]): Promise<Hold | null> => {
      const some = seats ? { seats: [...seats] } : {};
      return (await call(releaseSeats, { params: { id }, body: { holdId: hold.id, ...some } })).hold;
    },
  };
}
