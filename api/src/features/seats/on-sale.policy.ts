import type { Channel } from '@foyer/shared/http/bookings';
import type { SeatId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { salesState, type Layout, type ShowtimeRecord } from '../catalogue/catalogue.ts';

/** Throws showtime.closed unless the channel sells the showtime now. */
export function requireOnSale(showtime: ShowtimeRecord, channel: Channel, now: Date): void {
  const state = salesState(showtime, now, channel);
  if (state !== 'OPEN') throw new AppError('showtime.closed', { state });
}

/** Throws seats.unknown where a seat is not of this hall. */
export function requireSeatsOf(layout: Layout, seats: readonly SeatId[]): void {
  const unknown = seats.filter((seat) => !layout.seatsById.has(seat));
  if (unknown.length > 0) throw new AppError('seats.unknown', { seats: unknown });
}
