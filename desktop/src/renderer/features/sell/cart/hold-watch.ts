import { useEffect } from 'react';
import { useData } from '../../../data/data-layer.tsx';
import { statusOf } from '../../../data/hall.ts';
import type { SeatMapFeed } from '../../../data/seat-map-feed.ts';
import type { Cart } from './cart.ts';
import type { Sale } from './sale.ts';

/** Longer than an answer of the server and the news of the same change lie apart. */
const patienceMs = 1_500;

/** Notices when somebody has ended the hold of the cart, so that its guest hears it before the money is counted. */
export function useHoldWatch(sale: Sale): void {
  const { feed } = useData();
  useEffect(() => watchHold(sale, feed), [sale, feed]);
}

/** Where the live hall shows a seat of ours as free for a while, the server is asked for more time: it knows. */
export function watchHold(
  sale: Pick<Sale, 'snapshot' | 'subscribe' | 'extend'>,
  feed: Pick<SeatMapFeed, 'hall' | 'state' | 'subscribe'>,
  afterMs = patienceMs,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: string | undefined;
  const forget = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const ask = (): void => {
    timer = undefined;
    asked = sale.snapshot().hold?.id;
    sale.extend();
  };
  const look = (): void => {
    const cart = sale.snapshot();
    if (cart.hold?.id === asked || !isContradicted(cart, feed)) forget();
    else timer ??= setTimeout(ask, afterMs);
  };
  const stops = [sale.subscribe(look), feed.subscribe(look)];
  return () => {
    forget();
    for (const stop of stops) stop();
  };
}

function isContradicted({ hold, phase, underWay }: Cart, feed: Pick<SeatMapFeed, 'hall' | 'state'>): boolean {
  if (!hold || phase.kind !== 'choosing' || Object.keys(underWay).length > 0) return false;
  const hall = feed.state === 'live' ? feed.hall(hold.showtimeId) : undefined;
  if (!hall || hall.degraded) return false;
  return hold.seats.some((seat) => statusOf(hall.statuses, seat) === 'AVAILABLE');
}
