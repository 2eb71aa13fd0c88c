import type { Showtime } from '@foyer/shared/http/catalogue';
import type { SeatMap } from '@foyer/shared/http/seat-map';
import type { QueryClient } from '@tanstack/react-query';
import type { GuestPicture, GuestView } from '../../../bridge/guest.ts';
import { fetchedStatuses } from '../../data/hall.ts';
import type { SeatMapFeed } from '../../data/seat-map-feed.ts';
import { priceCart } from '../sell/cart/price-cart.ts';
import type { Sale } from '../sell/cart/sale.ts';
import { idleView, saleView } from './guest-view.ts';

export const nothingToSee: GuestView = { kind: 'idle', shows: [] };

interface DrawingParts {
  readonly sale: Pick<Sale, 'snapshot' | 'subscribe'>;
  readonly feed: Pick<SeatMapFeed, 'hall' | 'subscribe'>;
  readonly queries: QueryClient;
  readonly theme: () => GuestPicture['theme'];
  readonly show: (picture: GuestPicture) => void;
}

/** A full hall changes many times a second; nobody looks at it so often. */
const drawAfterMs = 80;
const idleEveryMs = 30_000;

/** Keeps the guest's screen at what the till knows, beside the counter's own drawing. Returns its undo. */
export function drawForGuest(parts: DrawingParts): () => void {
  let last = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const draw = (): void => {
    timer = undefined;
    const picture = { theme: parts.theme(), view: viewOf(parts) };
    const text = JSON.stringify(picture);
    if (text === last) return;
    last = text;
    parts.show(picture);
  };
  const drawSoon = (): void => {
    timer ??= setTimeout(draw, drawAfterMs);
  };
  const looks = new MutationObserver(drawSoon);
  looks.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const undo = [
    parts.sale.subscribe(drawSoon),
    parts.feed.subscribe(drawSoon),
    parts.queries.getQueryCache().subscribe(drawSoon),
  ];
  const clock = setInterval(drawSoon, idleEveryMs);
  draw();
  return () => {
    clearTimeout(timer);
    clearInterval(clock);
    looks.disconnect();
    for (const stop of undo) stop();
  };
}

function viewOf({ sale, feed, queries }: DrawingParts): GuestView {
  const cart = sale.snapshot();
  const id = cart.showtime?.id;
  // What the counter has on screen; nothing is asked of the server for the guest's sake.
  const map = id === undefined ? undefined : queries.getQueryData<SeatMap>(['seat-map', id]);
  const seats = map?.seats ?? [];
  const view = saleView({
    cart,
    prices: priceCart(cart, new Map(seats.map((seat) => [seat.id, seat]))),
    seats,
    statuses: (id === undefined ? undefined : feed.hall(id)?.statuses) ?? fetchedStatuses(map),
  });
  const shows = queries.getQueryData<readonly Showtime[]>(['showtimes', 'upcoming']) ?? [];
  return view ?? idleView(shows, Date.now());
}
