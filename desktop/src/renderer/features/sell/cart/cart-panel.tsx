import type { Showtime } from '@foyer/shared/http/catalogue';
import type { SeatId, TicketTypeId } from '@foyer/shared/ids';
import { Armchair, ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Key } from '../../../ui/key.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { showTime } from '../../../ui/when.ts';
import type { Cart } from './cart.ts';
import { CartLines } from './cart-lines.tsx';
import { CartMessage } from './cart-message.tsx';
import './cart-panel.css';
import { DueLines } from '../paying/due-lines.tsx';
import { OwedPanel } from '../paying/owed-panel.tsx';
import { PayPanel } from '../paying/pay-panel.tsx';
import { UnsurePanel } from '../paying/unsure-panel.tsx';
import { focusHall } from '../hall/focus-hall.ts';
import { HoldCountdown } from './hold-countdown.tsx';
import { PriceForm } from './price-form.tsx';
import type { CartPrices } from './price-cart.ts';
import { Receipt } from './receipt.tsx';
import type { Checkout } from '../paying/checkout.ts';
import { capturedOf, stageOf } from '../paying/due.ts';
import type { Sale } from './sale.ts';
import { SaleGuard } from './sale-guard.tsx';
import { ticketKeys } from './ticket-keys.ts';
import type { CartAsk } from './use-cart-ask.ts';

interface CartPanelProps {
  readonly cart: Cart;
  readonly sale: Sale;
  readonly prices: CartPrices;
  readonly shown: Showtime | null;
  readonly activeSeat: SeatId | null;
  readonly onActive: (seat: SeatId) => void;
  readonly onBackToShow: (showtime: Showtime) => void;
  readonly onNextGuest: () => void;
  readonly cartAsk: CartAsk;
  readonly isPricing: boolean;
  readonly onPricing: (isOpen: boolean) => void;
}

/** The right column: what it costs, for how long it is held, and the one key that sells it. */
export function CartPanel(props: CartPanelProps): ReactNode {
  const { cart, sale, prices, shown, activeSeat, onActive, onBackToShow, onNextGuest } = props;
  const { cartAsk, isPricing, onPricing } = props;
  const { showtime, phase, lines, hold } = cart;
  const now = useNow(30_000);
  const isShowingPrices = isPricing && phase.kind === 'choosing';
  if (phase.kind === 'sold' && showtime)
    return (
      <aside className="cart" aria-label="Cart">
        <Receipt sold={phase} showtime={showtime} onNext={onNextGuest} />
      </aside>
    );
  return (
    <aside className="cart" aria-label="Cart">
      {hold && showtime && phase.kind === 'choosing' && (
        <HoldCountdown hold={hold} timeZone={showtime.timeZone} onExtend={() => sale.extend()} />
      )}
      {cart.unheld.length > 0 && phase.kind === 'choosing' && (
        <p className="cart-message" data-tone="warning">
          <span>Not held: {cart.unheld.join(', ')}. Whoever takes the money first gets them.</span>
        </p>
      )}
      <CartMessage cart={cart} sale={sale} shownId={shown?.id ?? null} />
      {showtime && shown && showtime.id !== shown.id && lines.length > 0 && (
        <Button onPress={() => onBackToShow(showtime)}>
          <ArrowLeft size={16} aria-hidden="true" />
          Back to {showtime.movie.title}, {showTime(showtime.startsAt, showtime.timeZone, now)}
        </Button>
      )}
      {showtime && lines.length > 0 ? (
        <>
          <header className="cart-head">
            <h2 className="label">{lines.length === 1 ? '1 ticket' : `${lines.length} tickets`}</h2>
            <span className="cart-clear" hidden={phase.kind === 'owed'}>
              <Button
                tone="quiet"
                keyName="F2"
                isDisabled={phase.kind !== 'choosing'}
                onPress={() => onPricing(true)}
              >
                Other price
              </Button>
              <Button tone="quiet" keyName="Esc" onPress={() => sale.clear()}>
                Give all back
              </Button>
            </span>
          </header>
          {isShowingPrices ? (
            <PriceForm
              cart={cart}
              showtime={showtime}
              prices={prices}
              onAdjust={(adjustment) => sale.adjust(adjustment)}
              onClose={() => onPricing(false)}
            />
          ) : (
            <CartLines
              cart={cart}
              showtime={showtime}
              prices={prices}
              types={typeOptions(showtime)}
              activeSeat={activeSeat}
              onType={(seat, type) => sale.chooseType(seat, type)}
              onGiveBack={(seat) => sale.giveBack(seat)}
              onActive={onActive}
            />
          )}
          <DueLines
            totalMinor={prices.totalMinor}
            currency={showtime.currency}
            paid={phase.kind === 'owed' ? capturedOf(phase.due) : []}
            parts={cart.parts}
            {...(isChoosing(cart) && { onUnlay: (place: number) => sale.checkout.unlay(place) })}
          />
          {cart.need && phase.kind !== 'unsure' ? (
            <SaleGuard cart={cart} sale={sale} prices={prices} cartAsk={cartAsk} />
          ) : (
            !isShowingPrices && (
              <Tenders
                cart={cart}
                totalMinor={prices.totalMinor}
                currency={showtime.currency}
                checkout={sale.checkout}
              />
            )
          )}
        </>
      ) : (
        <EmptyCart shown={shown} />
      )}
    </aside>
  );
}

interface TendersProps {
  readonly cart: Cart;
  readonly totalMinor: number;
  readonly currency: string;
  readonly checkout: Checkout;
}

/** How it is paid, as far as it has come. */
function Tenders({ cart, totalMinor, currency, checkout }: TendersProps): ReactNode {
  const { phase } = cart;
  if (phase.kind === 'unsure') return <UnsurePanel checkout={checkout} />;
  if (phase.kind === 'owed') {
    const { due } = phase;
    return <OwedPanel key={stageOf(due).kind} cart={cart} due={due} checkout={checkout} />;
  }
  return (
    <PayPanel cart={cart} dueMinor={totalMinor} currency={currency} checkout={checkout} onLeave={focusHall} />
  );
}

function EmptyCart({ shown }: { readonly shown: Showtime | null }): ReactNode {
  if (shown && shown.sales !== 'OPEN')
    return (
      <Notice icon={Armchair} title="No more sales for this show">
        Choose another one on the left, or press <Key name="PgDn" /> for the next.
      </Notice>
    );
  return (
    <Notice icon={Armchair} title="Nothing in the cart">
      Type how many and press <Key name="Enter" /> for the best seats. Or go to one with the arrow keys and
      press <Key name="Space" />, or click it.
    </Notice>
  );
}

function typeOptions(showtime: Showtime): readonly { id: TicketTypeId; name: string; keyName?: string }[] {
  const keys = ticketKeys(showtime.ticketTypes);
  return showtime.ticketTypes.map(({ id, name }) => {
    const keyName = keys.get(id);
    return keyName === undefined ? { id, name } : { id, name, keyName };
  });
}

/** Whether the parts are the cashier's to change still. */
function isChoosing({ phase }: Cart): boolean {
  return phase.kind === 'choosing' || (phase.kind === 'owed' && stageOf(phase.due).kind === 'choose');
}
