import type { Booking } from '@foyer/shared/http/bookings';
import { useState } from 'react';
import type { GiveBack } from './use-give-back.ts';

/** The newest sale made at this till by whoever is signed in, and whether it is about to be taken back. */
export interface LastSale {
  readonly booking: Booking | null;
  readonly isOpen: boolean;
  readonly giveBack: GiveBack;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

export function useLastSale(booking: Booking | null, giveBack: GiveBack): LastSale {
  const [isOpen, setOpen] = useState(false);
  return { booking, isOpen, giveBack, onOpen: () => setOpen(true), onClose: () => setOpen(false) };
}
