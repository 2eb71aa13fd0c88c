import type { ReactNode } from 'react';
import { type ChipState, RequestChip } from '../features/approvals/request-chip.tsx';
import { doneSentence, shortName } from '../features/bookings/give-back.ts';
import type { GiveBack } from '../features/bookings/use-give-back.ts';
import { moneyWords } from '../features/exchange/exchange-done-panel.tsx';
import type { Exchange } from '../features/exchange/use-exchange.ts';
import { type CashMove, moveName } from '../features/shift/use-cash-move.ts';
import type { CartAsk } from '../features/sell/cart/use-cart-ask.ts';
import type { Screen } from './screens.ts';
import type { BookingsDesk } from './use-bookings-desk.ts';

interface RequestChipsProps {
  readonly screen: Screen;
  readonly cartAsk: CartAsk;
  readonly desk: BookingsDesk;
  readonly cashMove?: CashMove;
  readonly onScreen: (screen: Screen) => void;
}

/** Requests that wait, or have been answered, where nobody looks now. */
export function RequestChips(props: RequestChipsProps): ReactNode {
  const { screen, cartAsk, desk, cashMove, onScreen } = props;
  const { giveBack, exchange, isSeen, seek } = desk;
  const given = isSeen ? null : chipOf(giveBack);
  const swapped = screen === 'bookings' ? null : exchangeChip(exchange);
  const moved = screen === 'shift' || !cashMove ? null : cashChip(cashMove);
  const ofSale = screen === 'sell' || cartAsk.state.kind === 'idle' ? null : cartAsk.state;
  return (
    <>
      {ofSale && <RequestChip what="this sale" state={ofSale} onShow={() => onScreen('sell')} />}
      {swapped && <RequestChip {...swapped} onShow={() => onScreen('bookings')} />}
      {moved && <RequestChip {...moved} onShow={() => onScreen('shift')} />}
      {given && (
        <RequestChip
          {...given}
          onShow={() => {
            seek();
            onScreen('bookings');
          }}
        />
      )}
    </>
  );
}

function exchangeChip({
  open,
  act: { wish, guard, error },
  done,
}: Exchange): { readonly what: string; readonly state: ChipState } | null {
  if (!open) return null;
  const what = `exchange ${open.booking.reference}`;
  if (done) return { what: `${moneyWords(done)}: ${open.booking.reference}`, state: { kind: 'done' } };
  if (wish === null) return null;
  if (error !== null) return { what, state: { kind: 'undone' } };
  return guard === null || guard.state.kind === 'idle' ? null : { what, state: guard.state };
}

function cashChip({
  act: { wish, guard, error },
  done,
}: CashMove): { readonly what: string; readonly state: ChipState } | null {
  if (done) return { what: moveName(done), state: { kind: 'done' } };
  if (wish === null) return null;
  if (error !== null) return { what: moveName(wish), state: { kind: 'undone' } };
  return guard === null || guard.state.kind === 'idle' ? null : { what: moveName(wish), state: guard.state };
}

/** Null where nothing has been asked for, or nothing more is to be said of it. */
function chipOf({
  act: { wish, guard, error },
  booking,
  done,
}: GiveBack): { readonly what: string; readonly state: ChipState } | null {
  if (booking === null) return null;
  if (done) return { what: doneSentence(done, booking), state: { kind: 'done' } };
  if (wish === null) return null;
  const what = shortName(wish, booking);
  if (error !== null) return { what, state: { kind: 'undone' } };
  return guard === null || guard.state.kind === 'idle' ? null : { what, state: guard.state };
}
