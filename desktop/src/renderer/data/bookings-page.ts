import { type Booking, type LedgerBooking, listBookings, listMyBookings } from '@foyer/shared/http/bookings';
import type { LocalDate } from '@foyer/shared/time';
import type { Call } from './client.ts';

export interface BookingsPage {
  readonly bookings: readonly (Booking | LedgerBooking)[];
  readonly nextCursor: string | null;
}

interface Wanted {
  /** Everybody's, for those who may see them, else the caller's own. */
  readonly everybodys: boolean;
  /** The first page where it is null. */
  readonly cursor: string | null;
  readonly date?: LocalDate;
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

/** A page of bookings, the newest first. */
export function bookingsPage(
  call: Call,
  { everybodys, cursor, signal, ...rest }: Wanted,
): Promise<BookingsPage> {
  const query = cursor === null ? rest : { ...rest, cursor };
  const input = signal ? { query, signal } : { query };
  return everybodys ? call(listBookings, input) : call(listMyBookings, input);
}
