import { formatMoney } from '@foyer/shared/money';
import { CircleCheckBig } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { inSeatOrder } from '../../data/seat-order.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/use-now.ts';
import { showTime } from '../../ui/when.ts';
import { giveWords, moneyBack } from '../bookings/money-back.ts';
import '../sell/cart/cart-panel.css';
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
  const now = useNow(30_000);
  return (
    <aside className="cart exchange" aria-label="Exchanged">
      <section className="receipt">
        <div className="receipt-head" role="status">
          <CircleCheckBig size={28} strokeWidth={1.8} aria-hidden="true" />
          <div>
            <h2>Exchanged</h2>
            <p className="quiet">
              {showtime.movie.title}, {showTime(showtime.startsAt, showtime.timeZone, now)},{' '}
              {showtime.auditorium.name}
            </p>
          </div>
        </div>
        <p className="label">Reference</p>
        <p className="receipt-reference mono">{booking.reference}</p>
        <ul className="receipt-seats" aria-label="New seats">
          {inSeatOrder(wish.lines.map(({ seat }) => seat)).map((seat) => (
            <li key={seat} className="seat-chip seat-chip-plain">
              {seat}
            </li>
          ))}
        </ul>
        <p className="quiet">The tickets of {wish.given.join(', ')} admit nobody any more.</p>
        <div className="spring" />
        <p className="exchange-do">{moneyWords(done)}</p>
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
