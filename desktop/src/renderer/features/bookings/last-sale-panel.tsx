import { voidWindowMinutes } from '@foyer/shared/http/booking-flow';
import type { Booking } from '@foyer/shared/http/bookings';
import { formatMoney } from '@foyer/shared/money';
import { Clock } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ago } from '../../ui/when.ts';
import '../sell/cart/cart-panel.css';
import { ReceiptHead, ReceiptReference } from '../sell/cart/receipt-parts.tsx';
import { doneMoney, mayBeVoided } from './give-back.ts';
import type { LastSale } from './use-last-sale.ts';
import { VoidPanel } from './void-panel.tsx';

interface LastSalePanelProps {
  readonly lastSale: LastSale;
  /** Taken back, and on to the next guest. */
  readonly onNext: () => void;
  /** Left as it was. */
  readonly onLeave: () => void;
}

/** In the place of the cart: takes the last sale back, while it is fresh. What the cart holds stays held. */
export function LastSalePanel({ lastSale, onNext, onLeave }: LastSalePanelProps): ReactNode {
  const { booking, giveBack } = lastSale;
  const now = useNow(10_000);
  const [result, setResult] = useState<string | null>(null);
  const { done, read } = giveBack;
  const isDone = booking !== null && done?.bookingId === booking.id;
  if (isDone && result === null) setResult(doneMoney(done, booking));
  useEffect(() => {
    if (isDone) read();
  });
  const keepKeys = (event: KeyboardEvent): void => {
    // The cart behind it hears nothing of what is pressed here.
    if (event.key === 'Escape') event.stopPropagation();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keeps keys from the screen behind; it acts on nothing itself
    <aside className="cart" aria-label="Last sale" data-own-keys onKeyDown={keepKeys}>
      {result !== null && booking !== null ? (
        <TakenBack booking={booking} words={result} onNext={onNext} />
      ) : booking !== null && mayBeVoided(booking, now) ? (
        <>
          <header className="cart-head">
            <h2 className="label">Last sale</h2>
            <span className="quiet">{ago(booking.createdAt, now)}</span>
          </header>
          <p className="receipt-reference mono">{booking.reference}</p>
          <p>
            {booking.seats.join(', ')}, {formatMoney(booking.totalMinor, booking.currency)}
          </p>
          <VoidPanel booking={booking} giveBack={giveBack} onClose={() => !isDone && onLeave()} />
        </>
      ) : (
        <NoneFresh onLeave={onLeave} />
      )}
    </aside>
  );
}

function TakenBack({
  booking,
  words,
  onNext,
}: {
  readonly booking: Booking;
  readonly words: string;
  readonly onNext: () => void;
}): ReactNode {
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  return (
    <section className="receipt" aria-label="Taken back">
      <ReceiptHead title="Taken back">
        {booking.seats.length === 1 ? 'The seat is' : 'All its seats are'} free again; its tickets admit
        nobody.
      </ReceiptHead>
      <ReceiptReference reference={booking.reference} />
      <div className="spring" />
      <p className="receipt-do">{words}</p>
      <Button ref={next} tone="primary" keyName="Enter" onPress={onNext}>
        Next guest
      </Button>
    </section>
  );
}

function NoneFresh({ onLeave }: { readonly onLeave: () => void }): ReactNode {
  const leave = useRef<HTMLButtonElement>(null);
  useEffect(() => leave.current?.focus(), []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape leaves it from its only button
    <div onKeyDown={(event) => event.key === 'Escape' && onLeave()}>
      <Notice
        icon={Clock}
        title="No fresh sale"
        action={
          <Button ref={leave} keyName="Esc" onPress={onLeave}>
            Back to selling
          </Button>
        }
      >
        A sale can be taken back for {voidWindowMinutes} minutes, by whoever made it. For an older one, choose
        it in the bookings and press <Key name="R" />.
      </Notice>
    </div>
  );
}
