import { type Booking, listMyBookings } from '@foyer/shared/http/bookings';
import { getShowtime } from '@foyer/shared/http/catalogue';
import type { Me } from '@foyer/shared/http/sign-in';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SaleNote } from '../../../../bridge/sale-note.ts';
import { useData } from '../../../data/data-layer.tsx';
import { useDevice } from '../../../data/device.tsx';
import { ask } from '../../../data/session.ts';
import { paperSaleOf } from '../../paper/paper-sale.ts';

/** What became of the sale that was being sent when the program ended. */
export type OpenSale =
  | { readonly kind: 'sold'; readonly note: SaleNote; readonly booking: Booking }
  | { readonly kind: 'not-sold'; readonly note: SaleNote }
  /** Only its seller sees their own bookings. */
  | { readonly kind: 'somebody-elses'; readonly note: SaleNote };

const askAgainMs = 5_000;

/** Finds out once at the start, however long the server takes to answer, and sees to the papers of a sale that stands. */
export function useOpenSale(me: Me): { readonly found: OpenSale | null; readonly dismiss: () => void } {
  const { call } = useData();
  const { bridge } = useDevice();
  const [isDismissed, setDismissed] = useState(false);
  const { data = null } = useQuery({
    queryKey: ['open-sale'],
    queryFn: async ({ signal }): Promise<OpenSale | null> => {
      const note = await ask(bridge.saleNote());
      if (!note) return null;
      if (note.person !== me.user.id) return { kind: 'somebody-elses', note };
      const { bookings } = await call(listMyBookings, { query: {}, signal });
      const booking = bookings.find((candidate) => isOf(note, candidate));
      if (!booking) return { kind: 'not-sold', note };
      const { showtime } = await call(getShowtime, { params: { id: note.showtimeId }, signal });
      await ask(bridge.printSale(paperSaleOf({ booking, showtime, cashier: me.user.name })));
      return { kind: 'sold', note, booking };
    },
    staleTime: Infinity,
    retry: true,
    retryDelay: askAgainMs,
    refetchOnWindowFocus: false,
  });
  const found = isDismissed ? null : data;
  return {
    found,
    dismiss: () => {
      if (found) void bridge.endSale({ key: found.note.key });
      setDismissed(true);
    },
  };
}

/** Seats of a show belong to one booking at a time: one of ours with these very seats is the sale, by any clock. */
function isOf({ showtimeId, seats }: SaleNote, booking: Booking): boolean {
  const same = booking.seats.length === seats.length && seats.every((seat) => booking.seats.includes(seat));
  return booking.status === 'BOOKED' && booking.showtimeId === showtimeId && same;
}
