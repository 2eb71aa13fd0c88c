import type { Seat } from '@foyer/shared/http/seat-map';

/** Drawing units per seat width. */
export const unit = 40;

/** What is drawn of a hall, in seat widths: its seats with room for row letters, the screen and names of areas. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function frameOf(seats: readonly Seat[]): Frame {
  const xs = seats.map((seat) => seat.x);
  const ys = seats.map((seat) => seat.y);
  return {
    left: Math.min(...xs) - 1.9,
    right: Math.max(...xs) + 1.5,
    top: Math.min(...ys) - 2.7,
    bottom: Math.max(...ys) + 0.95,
  };
}
