import type { Showtime } from '@foyer/shared/http/catalogue';
import type { Seat } from '@foyer/shared/http/seat-map';
import type { SeatId } from '@foyer/shared/ids';
import { Clapperboard } from 'lucide-react';
import { type ReactNode, useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { type Statuses, statusOf } from '../../data/hall.ts';
import { Notice } from '../../ui/notice.tsx';
import { useLetterKeys } from '../../ui/use-letter-keys.ts';
import { useNow } from '../../ui/use-now.ts';
import { LastSalePanel } from '../bookings/last-sale-panel.tsx';
import type { LastSale } from '../bookings/use-last-sale.ts';
import { CartPanel } from './cart/cart-panel.tsx';
import { priceCart, pricesOfBooking } from './cart/price-cart.ts';
import type { Sale } from './cart/sale.ts';
import { ticketKeys } from './cart/ticket-keys.ts';
import type { CartAsk } from './cart/use-cart-ask.ts';
import { focusHall } from './hall/focus-hall.ts';
import { Hall } from './hall/hall.tsx';
import { lookOf, type OwnSeat } from './hall/seat-look.ts';
import { useSellKeys } from './sell-keys.ts';
import './sell-screen.css';
import { Shows } from './shows/shows.tsx';
import './large-text.css';
import { useCountKeys } from './use-count-keys.ts';
import type { Programme } from './use-programme.ts';

interface SellScreenProps {
  readonly sale: Sale;
  readonly programme: Programme;
  readonly cartAsk: CartAsk;
  readonly lastSale: LastSale;
}

/** Where cashiers live: what plays, which seats, what it costs. */
export function SellScreen({ sale, programme, cartAsk, lastSale }: SellScreenProps): ReactNode {
  const cart = useSyncExternalStore(sale.subscribe, sale.snapshot);
  const [place, setPlace] = useState<{ readonly show: string; readonly seat: SeatId } | null>(null);
  const [seats, setSeats] = useState<ReadonlyMap<string, Seat>>(new Map());
  const [isPricing, setPricing] = useState(false);
  const nowMs = useNow(30_000);
  const { chosen } = programme;
  const chosenId = chosen?.id;
  // Each hall begins at its own best seat: F5 of one says nothing about F5 of another.
  const cursor = place !== null && place.show === chosenId ? place.seat : null;
  const setCursor = useCallback(
    (seat: SeatId) => chosenId !== undefined && setPlace({ show: chosenId, seat }),
    [chosenId],
  );
  const own = useMemo(() => ownSeats(cart.lines, cart.underWay), [cart.lines, cart.underWay]);
  const prices =
    cart.phase.kind === 'owed' ? pricesOfBooking(cart.phase.due.booking) : priceCart(cart, seats);
  const activeSeat = cursor !== null && own[cursor] ? cursor : (cart.lines.at(-1)?.seat ?? null);

  // Prices need the seats of the cart's show, also while another hall is on screen.
  const onSeats = useCallback(
    (shown: readonly Seat[]) =>
      setSeats((known) =>
        cart.lines.length > 0 && cart.showtime?.id !== chosen?.id ? known : bySeatId(shown),
      ),
    [cart.lines.length, cart.showtime?.id, chosen?.id],
  );
  const choose = (showtime: Showtime): void => {
    if (showtime.id === chosen?.id) focusHall();
    else programme.choose(showtime);
  };
  const toggle = (seat: Seat, statuses: Statuses): void => {
    const ours = own[seat.id] ?? null;
    if (!chosen || ours === 'taking' || ours === 'returning') return;
    if (ours === 'held') sale.giveBack(seat.id);
    else if (lookOf(statusOf(statuses, seat.id), null) === 'free') sale.take(chosen, seat.id);
  };
  const nextGuest = (): void => {
    sale.nextGuest();
    // The hall finds its best free seat anew.
    setPlace(null);
    focusHall();
  };
  if (isPricing && cart.lines.length === 0) setPricing(false);
  const price = (isOpen: boolean): void => {
    setPricing(isOpen);
    if (!isOpen) focusHall();
  };
  useSellKeys({
    onNextShow: () => programme.move(1),
    onPreviousShow: () => programme.move(-1),
    onClear: () => {
      if (cart.phase.kind === 'sold') return nextGuest();
      if (cart.phase.kind === 'owed') return moneyPanel()?.focus();
      sale.clear();
      focusHall();
    },
    onCash: () => (payButton() ?? askButton())?.focus(),
    onCard: () => cardButton()?.focus(),
    onPrice: () => setPricing(cart.lines.length > 0 && cart.phase.kind === 'choosing'),
    onExtend: () => sale.extend(),
    onLetter: (letter: string) => {
      const types = cart.showtime?.ticketTypes ?? [];
      const type = types.find(({ id }) => ticketKeys(types).get(id) === letter);
      if (!type || activeSeat === null) return false;
      sale.chooseType(activeSeat, type.id);
      return true;
    },
  });
  useLetterKeys({ 'Shift+F12': lastSale.onOpen });
  const leaveLastSale = (): void => {
    lastSale.onClose();
    focusHall();
  };
  // The cursor goes to the last of them, so that a ticket type and the arrows are about the new lines.
  const count = useCountKeys(
    (wanted) => chosen && sale.takeBest(chosen, wanted, (seat) => setPlace({ show: chosen.id, seat })),
  );

  return (
    <div className="sell">
      <Shows {...programme} nowMs={nowMs} onChoose={choose} />
      {!chosen && <h1 className="visually-hidden">Sell</h1>}
      {chosen ? (
        <Hall
          key={chosen.id}
          showtime={chosen}
          count={count}
          own={cart.showtime?.id === chosen.id ? own : nothingOwn}
          cursor={cursor}
          onCursor={setCursor}
          onToggle={toggle}
          onSeats={onSeats}
        />
      ) : (
        <Notice icon={Clapperboard} title="No show chosen">
          Choose a show on the left; its hall opens here.
        </Notice>
      )}
      {lastSale.isOpen ? (
        <LastSalePanel
          lastSale={lastSale}
          onNext={() => {
            lastSale.onClose();
            nextGuest();
          }}
          onLeave={leaveLastSale}
        />
      ) : (
        <CartPanel
          cart={cart}
          sale={sale}
          prices={prices}
          shown={chosen}
          activeSeat={activeSeat}
          onActive={setCursor}
          onBackToShow={choose}
          onNextGuest={nextGuest}
          cartAsk={cartAsk}
          isPricing={isPricing}
          onPricing={price}
        />
      )}
    </div>
  );
}

function payButton(): HTMLElement | null {
  return document.querySelector('.pay > .button');
}

function cardButton(): HTMLElement | null {
  return document.querySelector('.pay-card > .button');
}

/** From there Escape reaches for the way out. */
function moneyPanel(): HTMLElement | null {
  return document.querySelector('.owed');
}

/** In its place while a manager is needed. */
function askButton(): HTMLElement | null {
  return document.querySelector('.cart .ask-box .button-primary');
}

const nothingOwn: Readonly<Record<string, OwnSeat>> = {};

function ownSeats(
  lines: readonly { readonly seat: SeatId }[],
  underWay: Readonly<Record<string, 'taking' | 'returning'>>,
): Readonly<Record<string, OwnSeat>> {
  return Object.fromEntries(lines.map(({ seat }) => [seat, underWay[seat] ?? 'held']));
}

function bySeatId(seats: readonly Seat[]): ReadonlyMap<string, Seat> {
  return new Map(seats.map((seat) => [seat.id, seat]));
}
