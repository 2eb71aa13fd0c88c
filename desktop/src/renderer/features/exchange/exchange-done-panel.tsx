import { formatMoney } from '@foyer/shared/money';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { giveWords, moneyBack } from '../bookings/money-back.ts';
import { ReceiptHead, ReceiptReference, ReceiptSeats, ReceiptShow } from '../sell/cart/receipt-parts.tsx';
import type { ExchangeDone } from './use-exchange.ts';

interface ExchangeDonePanelProps {
  readonly done: ExchangeDone;
  readonly onClose: () => void;
}

/** The exchange stands: what to hand over, and back to the bookings. */
export function ExchangeDonePanel({ done, onClose }: ExchangeDonePanelProps): ReactNode {
  const { booking, showtime, wish } = done;
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  return (
    <aside className="cart exchange" aria-label="Exchanged">
      <section className="receipt">
        <ReceiptHead title="Exchanged">
          <ReceiptShow showtime={showtime} />
        </ReceiptHead>
        <ReceiptReference reference={booking.reference} />
        <ReceiptSeats label="New seats" seats={wish.lines.map(({ seat }) => seat)} />
        <p className="quiet">The tickets of {wish.given.join(', ')} admit nobody any more.</p>
        <div className="spring" />
        <p className="receipt-do">{moneyWords(done)}</p>
        <Button ref={close} tone="primary" keyName="Enter" onPress={onClose}>
          Back to the bookings
        </Button>
      </section>
    </aside>
  );
}

/** What whoever stands at the drawer does, or has done. */
export function moneyWords({ wish, before }: Pick<ExchangeDone, 'wish' | 'before'>): string {
  const { payment, backMinor, currency } = wish;
  if (payment)
    return `${formatMoney(payment.amountMinor, currency)} taken ${payment.tender === 'CARD' ? 'by card' : 'in cash'}`;
  return backMinor > 0 ? giveWords(moneyBack(before, backMinor), currency) : 'Nothing to pay, nothing back';
}
