import { getBooking } from '@foyer/shared/http/booking-flow';
import { type Booking, listMyBookings } from '@foyer/shared/http/bookings';
import { getShowtime, type Showtime } from '@foyer/shared/http/catalogue';
import type { Me } from '@foyer/shared/http/sign-in';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SaleNote } from '../../../../bridge/sale-note.ts';
import type { Call } from '../../../data/client.ts';
import { useData } from '../../../data/data-layer.tsx';
import { useDevice } from '../../../data/device.tsx';
import { ask } from '../../../data/session.ts';
import { paperSaleOf } from '../../paper/paper-sale.ts';
import type { OpenDue } from '../paying/checkout.ts';

/** What became of the sale that was being sent when the program ended. */
export type OpenSale =
  | { readonly kind: 'sold'; readonly note: SaleNote; readonly booking: Booking }
  | { readonly kind: 'not-sold'; readonly note: SaleNote }
  /** Its money, or what became of it, is not settled. */
  | { readonly kind: 'owed'; readonly note: SaleNote; readonly booking: Booking; readonly showtime: Showtime }
  /** Only its seller sees their own bookings. */
  | { readonly kind: 'somebody-elses'; readonly note: SaleNote };

const askAgainMs = 5_000;
const queryKey = ['open-sale'];

/** Finds out once at the start, however long the server takes to answer, and sees to the papers of a sale that stands. */
export function useOpenSale(
  me: Me,
  onOwed: (due: OpenDue) => boolean,
): {
  readonly found: OpenSale | null;
  /** Has been read; its note is not needed any more. */
  readonly dismiss: () => void;
  /** Goes on with a sale that is owed; nothing happens while another guest is being served. */
  readonly goOn: () => void;
} {
  const { call } = useData();
  const { bridge } = useDevice();
  const queries = useQueryClient();
  const { data: found = null } = useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<OpenSale | null> => {
      const note = await ask(bridge.saleNote());
      if (!note) return null;
      if (note.person !== me.user.id) return { kind: 'somebody-elses', note };
      const booking = await bookingOf(call, note, signal);
      if (!booking) return { kind: 'not-sold', note };
      const { showtime } = await call(getShowtime, { params: { id: note.showtimeId }, signal });
      if (booking.status !== 'BOOKED') return { kind: 'owed', note, booking, showtime };
      const { givenMinor } = note;
      await ask(bridge.printSale(paperSaleOf({ booking, showtime, cashier: me.user.name, givenMinor })));
      return { kind: 'sold', note, booking };
    },
    // Once: later the note is about a sale of this run.
    enabled: ({ state }) => state.data === undefined,
    staleTime: Infinity,
    retry: true,
    retryDelay: askAgainMs,
    refetchOnWindowFocus: false,
  });
  // For every screen to come: whoever looks again finds nothing.
  const close = (): void => void queries.setQueryData(queryKey, null);
  const goOn = (): void => {
    if (found?.kind !== 'owed') return;
    const { showtime, booking, note } = found;
    if (onOwed({ showtime, booking, noteKey: note.key })) close();
  };
  const isOwed = found?.kind === 'owed';
  // At the start nobody is being served yet: it goes on by itself.
  // oxlint-disable-next-line react/exhaustive-deps -- once, when it is found; later the cashier says when
  useEffect(goOn, [isOwed]);
  return {
    found,
    goOn,
    dismiss: () => {
      if (found) void bridge.endSale({ key: found.note.key });
      close();
    },
  };
}

async function bookingOf(call: Call, note: SaleNote, signal: AbortSignal): Promise<Booking | undefined> {
  if (note.bookingId !== null)
    return (await call(getBooking, { params: { id: note.bookingId }, signal })).booking;
  const { bookings } = await call(listMyBookings, { query: {}, signal });
  return bookings.find((candidate) => isOf(note, candidate));
}

/** Seats of a show belong to one booking at a time: one of ours with these very seats is the sale, by any clock. */
function isOf({ showtimeId, seats }: SaleNote, booking: Booking): boolean {
  const same = booking.seats.length === seats.length && seats.every((seat) => booking.seats.includes(seat));
  const owns = booking.status === 'BOOKED' || booking.status === 'PENDING';
  return owns && booking.showtimeId === showtimeId && same;
}
