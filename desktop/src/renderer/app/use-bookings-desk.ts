import type { Booking, LedgerBooking } from '@foyer/shared/http/bookings';
import { localDateOf } from '@foyer/shared/time';
import { useEffect, useState } from 'react';
import type { BookingsPlace } from '../features/bookings/bookings-screen.tsx';
import { type GiveBack, useGiveBack } from '../features/bookings/use-give-back.ts';
import { type Exchange, useExchange } from '../features/exchange/use-exchange.ts';
import type { Slips } from '../features/paper/use-slips.ts';

export interface BookingsDesk {
  readonly giveBack: GiveBack;
  readonly exchange: Exchange;
  readonly place: BookingsPlace;
  readonly onPlace: (place: BookingsPlace) => void;
  /** Whether the booking that is being given back is on screen. */
  readonly isSeen: boolean;
  /** Turns to that booking. */
  readonly seek: () => void;
  /** Turns to a booking that was looked up. */
  readonly show: (booking: Booking | LedgerBooking) => void;
}

const noSlips: Slips = { onGiven: () => undefined, onExchanged: () => undefined };

/** What lives on of the bookings while another screen is looked at: where one was, and what was asked for there. */
export function useBookingsDesk(isOpen: boolean, timeZone: string, slips: Slips = noSlips): BookingsDesk {
  const giveBack = useGiveBack(slips.onGiven);
  const exchange = useExchange(slips.onExchanged);
  const [place, onPlace] = useState<BookingsPlace>({ date: null, chosen: null });
  const { booking, done, read } = giveBack;
  const isSeen = isOpen && booking !== null && place.chosen === booking.id;
  useEffect(() => {
    if (isSeen && done !== null) read();
  });
  return {
    giveBack,
    exchange,
    place,
    onPlace,
    isSeen,
    seek: () => {
      if (booking) onPlace(placeOf(booking, timeZone));
    },
    show: (found) => onPlace({ ...placeOf(found, timeZone), found }),
  };
}

function placeOf({ id, createdAt }: Booking, timeZone: string): BookingsPlace {
  return { date: localDateOf(new Date(createdAt), timeZone), chosen: id };
}
