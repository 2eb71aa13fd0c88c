import type { Booking } from '@foyer/shared/http/bookings';
import type { SeatId } from '@foyer/shared/ids';
import { inSeatOrder } from '../../data/seat-order.ts';

/** What is said about a scan. Bad news stays until somebody closes it. */
export interface ScanWord {
  readonly tone: 'good' | 'trouble';
  readonly text: string;
}

export const foreignText = 'This code isn’t one of ours.';
export const brokenText = 'Part of the code is missing. Scan it again.';
export const unendedText =
  'The scanner didn’t press Enter after the code, so part of it may be missing. Scan it again, or set the scanner up for it.';
export const untypedText = 'A guest’s code begins with FH, a booking’s reference looks like K7QM-3FXA.';

export function notFoundText(reference: string, everybodys: boolean): string {
  return everybodys
    ? `No booking ${reference} is known.`
    : `No booking ${reference} among your own sales. A manager can open it.`;
}

export function takenText(seats: readonly SeatId[]): string {
  return `${inSeatOrder(seats).join(', ')}: the guest’s seats are in the cart.`;
}

/** What the scanned ticket is worth as far as its booking says; the code's signature is not judged here. */
export function ticketWord({ reference, status, seats }: Booking, seat: SeatId | null): ScanWord {
  if (status !== 'BOOKED') return { tone: 'trouble', text: `Booking ${reference} is not valid any more.` };
  if (seat === null) return { tone: 'good', text: `Booking ${reference}.` };
  return seats.includes(seat)
    ? { tone: 'good', text: `Seat ${seat} of booking ${reference}.` }
    : { tone: 'trouble', text: `Seat ${seat} is no longer part of booking ${reference}.` };
}
