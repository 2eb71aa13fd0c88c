import type { Booking, LedgerBooking } from '@foyer/shared/http/bookings';
import { type BookingsPage, bookingsPage } from './bookings-page.ts';
import type { Call } from './client.ts';

const perPage = 200;
const mostPages = 10;

/** The API's lists know no reference: the newest two thousand are looked through. */
export async function findBooking(
  call: Call,
  { reference, everybodys }: { readonly reference: string; readonly everybodys: boolean },
): Promise<Booking | LedgerBooking | null> {
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const { bookings, nextCursor }: BookingsPage = await bookingsPage(call, {
      everybodys,
      limit: perPage,
      cursor,
    });
    const found = bookings.find((booking) => booking.reference === reference);
    if (found || nextCursor === null) return found ?? null;
    cursor = nextCursor;
  }
  return null;
}
