import type { HoldId, SeatId, ShowtimeId } from '@foyer/shared/ids';
import type { Role } from '@foyer/shared/roles';

/** What somebody wants to hold, and how much of the hall they may have; a limit that is left out does not limit. */
export interface HoldWish {
  readonly seats: readonly SeatId[];
  readonly isNew: boolean;
  readonly maxSeats: number;
  /** Over all live holds of the owner in this hall. */
  readonly maxOwnerSeats?: number;
  /** Over all live holds of online customers in this hall. */
  readonly maxOnlineSeats?: number;
  /** For seats that are kept back for some roles. */
  readonly role?: Role;
}

export interface SecureWish {
  readonly minRemainingMs: number;
  readonly row: readonly { readonly seat: SeatId; readonly free: boolean }[];
}

/** A booking as the hall is told of it. */
export interface BookingMark {
  readonly showtimeId: ShowtimeId;
  readonly bookingId: string;
  readonly version: number;
  readonly seats: readonly SeatId[];
  readonly holdId: HoldId | null;
  /** PENDING seats show as LOCKED until the money is there, LEASED ones as long as they are lent to a till. */
  readonly status: 'BOOKED' | 'PENDING' | 'LEASED';
  /** The lease that the seats were sold from: its marks give way. */
  readonly leaseId?: string | null;
}
