import type { Showtime } from '@foyer/shared/http/catalogue';
import { formatMoney } from '@foyer/shared/money';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Key } from '../../../ui/key.tsx';
import { changeHints } from '../paying/change.ts';
import { changeMinor, isCashOnly } from '../paying/tender-plan.ts';
import { paymentWords } from '../paying/tender-words.ts';
import type { Sold } from './cart.ts';
import { ReceiptHead, ReceiptReference, ReceiptSeats, ReceiptShow } from './receipt-parts.tsx';

interface ReceiptProps {
  readonly sold: Sold;
  readonly showtime: Showtime;
  readonly onNext: () => void;
}

/** The sale stands: what to say, what to hand over, and on to the next guest. */
export function Receipt({ sold, showtime, onNext }: ReceiptProps): ReactNode {
  const { booking, tendered, rescue } = sold;
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  const money = (amountMinor: number): string => formatMoney(amountMinor, booking.currency);
  const change = changeMinor(tendered);
  const isCash = isCashOnly(tendered.payments);
  // Nobody has said what was put down: what it may have been.
  const hints = change === null && isCash ? changeHints(booking.totalMinor, booking.currency) : [];
  return (
    <section className="receipt" aria-label="Sold">
      <ReceiptHead title="Sold">
        <ReceiptShow showtime={showtime} />
      </ReceiptHead>
      {rescue !== null && (
        <p className="cart-message" role="alert">
          <span>{rescueWords[rescue]}</span>
        </p>
      )}
      <ReceiptReference reference={booking.reference} />
      <ReceiptSeats label="Seats" seats={booking.seats} />
      <div className="spring" />
      {hints.length > 0 && (
        <dl className="receipt-change">
          <dt className="label">Change</dt>
          {hints.map(({ givenMinor, changeMinor: backMinor }) => (
            <dd key={givenMinor}>
              <span className="quiet">from {money(givenMinor)}</span>
              <strong>{money(backMinor)}</strong>
            </dd>
          ))}
        </dl>
      )}
      {!isCash && (
        <ul className="due-lines" aria-label="Paid">
          {booking.payments
            .filter(({ status }) => status === 'CAPTURED')
            .map((payment) => (
              <li key={payment.id}>
                <span>{paymentWords(payment)}</span>
                <span>{money(payment.amountMinor)}</span>
              </li>
            ))}
        </ul>
      )}
      {change === null ? (
        <p className="total">
          <span>{isCash ? 'Taken in cash' : 'Paid'}</span>
          <strong>{money(booking.totalMinor)}</strong>
        </p>
      ) : (
        <p className="total receipt-back" role="status">
          <span>Change{tendered.givenMinor !== null && ` from ${money(tendered.givenMinor)}`}</span>
          <strong>{money(change)}</strong>
        </p>
      )}
      <p className="hold-hint">
        <Key name="Shift+F12" /> takes the sale back
      </p>
      <Button ref={next} tone="primary" keyName="Enter" onPress={onNext}>
        Next guest
      </Button>
    </section>
  );
}

const rescueWords = {
  'same-seats':
    'The card paid after the time was over. The same seats were still free: they are this guest’s.',
  'other-seats': 'The card paid after the time was over. These are other seats than the guest chose: say so.',
} as const;
