import type { Booking } from '@foyer/shared/http/bookings';
import type { Showtime } from '@foyer/shared/http/catalogue';
import type { SeatId } from '@foyer/shared/ids';
import { formatMoney } from '@foyer/shared/money';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from '../../ui/button.tsx';
import { giveWords, moneyBack } from '../bookings/money-back.ts';
import type { ExchangeWish, Swap } from './exchange-wish.ts';
import type { Exchange } from './use-exchange.ts';

interface ExchangePayProps {
  readonly exchange: Exchange;
  readonly booking: Booking;
  readonly given: readonly SeatId[];
  readonly swap: Swap | null;
  /** Of the new seats. */
  readonly target: Showtime;
  readonly reason: string;
}

/** The keys that exchange. Each names what it does, and shows the key that reaches it first, Enter once it is reached. */
export function ExchangePay(props: ExchangePayProps): ReactNode {
  const { exchange, booking, given, swap, target, reason } = props;
  const { act, choice, isUnsure } = exchange;
  const { hold, underWay } = useSyncExternalStore(choice.subscribe, choice.snapshot);
  const [reached, setReached] = useState<'first' | 'card' | null>(null);
  useEffect(() => {
    if (isUnsure) document.querySelector<HTMLElement>('.exchange-pay .button')?.focus();
  }, [isUnsure]);
  if (isUnsure)
    return (
      <div className="exchange-pay">
        <Button tone="primary" keyName="Enter" onPress={() => act.wish && act.begin(act.wish)}>
          Ask again
        </Button>
      </div>
    );
  const dueMinor = Math.max(0, swap?.differenceMinor ?? 0);
  const backMinor = Math.max(0, -(swap?.differenceMinor ?? 0));
  const { currency } = booking;
  const isReady = swap !== null && hold !== null && underWay.length === 0 && !act.isPending;
  const begin = (tender: 'CASH' | 'CARD'): void => {
    if (!swap || !hold || !isReady) return;
    const wish: ExchangeWish = {
      bookingId: booking.id,
      showtimeId: target.id,
      holdId: hold.id,
      given,
      lines: swap.lines.map(({ seat, ticketTypeId }) => ({ seat, ticketTypeId })),
      payment: dueMinor > 0 ? { tender, amountMinor: dueMinor } : null,
      backMinor,
      currency,
      reason,
    };
    act.begin(wish);
  };
  const due = formatMoney(dueMinor, currency);
  const isByCard = act.wish?.payment?.tender === 'CARD';
  return (
    <div className="exchange-pay" onBlur={() => setReached(null)}>
      <div className="exchange-first" onFocus={() => setReached('first')}>
        <Button
          tone="primary"
          keyName={reached === 'first' ? 'Enter' : 'F1'}
          isDisabled={!isReady}
          onPress={() => begin('CASH')}
        >
          {act.isPending
            ? isByCard
              ? 'The card terminal has it …'
              : 'Exchanging …'
            : firstWords({ due: dueMinor > 0 ? due : null, backMinor, booking })}
        </Button>
      </div>
      {dueMinor > 0 && (
        <div className="exchange-card" onFocus={() => setReached('card')}>
          <Button
            keyName={reached === 'card' ? 'Enter' : 'F10'}
            isDisabled={!isReady}
            onPress={() => begin('CARD')}
          >
            {`Take ${due} by card`}
          </Button>
        </div>
      )}
    </div>
  );
}

interface FirstParts {
  /** What is to be paid; null where nothing is. */
  readonly due: string | null;
  readonly backMinor: number;
  readonly booking: Booking;
}

function firstWords({ due, backMinor, booking }: FirstParts): string {
  if (due !== null) return `Take ${due} in cash`;
  if (backMinor > 0) return giveWords(moneyBack(booking, backMinor), booking.currency);
  return 'Exchange the seats';
}
