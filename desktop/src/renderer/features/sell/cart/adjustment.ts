import type { AdjustmentKind } from '@foyer/shared/approval-kinds';
import type { SeatId } from '@foyer/shared/ids';

/** A price that staff make for some seats of the cart, the same for each of them. */
export interface Adjustment {
  readonly kind: AdjustmentKind;
  readonly seats: readonly SeatId[];
  readonly priceMinor: number;
  readonly reason: string;
}

/** What is left of it where only some seats stay. */
export function adjustedOnly(adjustment: Adjustment, stays: (seat: SeatId) => boolean): Adjustment | null {
  const seats = adjustment.seats.filter(stays);
  return seats.length === 0 ? null : { ...adjustment, seats };
}
