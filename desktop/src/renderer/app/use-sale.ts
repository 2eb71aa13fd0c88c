import type { Booking } from '@foyer/shared/http/bookings';
import type { Me } from '@foyer/shared/http/sign-in';
import { useEffect, useState } from 'react';
import { useData } from '../data/data-layer.tsx';
import { useDevice } from '../data/device.tsx';
import type { LostPaper } from '../features/paper/paper-words.ts';
import { useHoldWarning } from '../features/sell/cart/hold-warning.ts';
import { useHoldWatch } from '../features/sell/cart/hold-watch.ts';
import { Sale } from '../features/sell/cart/sale.ts';
import { notedSale } from '../features/sell/recovery/sale-notes.ts';

interface SaleNews {
  readonly onPaperLost: (lost: LostPaper) => void;
  readonly onSold: (booking: Booking) => void;
}

/** The one sale of this counter, which outlives a look at another screen. Whom it tells is settled when it begins. */
export function useSale(me: Me, { onPaperLost, onSold }: SaleNews): Sale {
  const { call, feed, queries } = useData();
  const { bridge } = useDevice();
  const [sale] = useState(() => {
    const noted = notedSale({
      bridge,
      person: me.user,
      onPapersLost: (reference) => onPaperLost({ kind: 'SALE', reference }),
    });
    return new Sale({
      call,
      ...noted,
      newKey: () => crypto.randomUUID(),
      isDegraded: (showtimeId) => feed.hall(showtimeId)?.degraded === true,
      onSold: (...sold) => {
        noted.onSold(...sold);
        onSold(sold[0]);
        void queries.invalidateQueries({ queryKey: ['showtimes'] });
        void queries.invalidateQueries({ queryKey: ['bookings'] });
      },
    });
  });
  useHoldWarning(sale);
  useHoldWatch(sale);
  useEffect(() => () => sale.checkout.leave(), [sale]);
  return sale;
}
