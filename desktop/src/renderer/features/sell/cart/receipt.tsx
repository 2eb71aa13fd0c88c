import type { Booking } from '@foyer/shared/http/bookings';
import type { Showtime } from '@foyer/shared/http/catalogue';
import { formatMoney } from '@foyer/shared/money';
import { CircleCheckBig } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { inSeatOrder } from '../../../data/seat-order.ts';
import { Button } from '../../../ui/button.tsx';
import { Key } from '../../../ui/key.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { showTime } from '../../../ui/when.ts';
import { changeHints } from './change.ts';

interface ReceiptProps {
  readonly booking: Booking;
  readonly showtime: Showtime;
  readonly onNext: () => void;
}

/** The sale stands: what to say, what to hand over, and on to the next guest. */
export function Receipt({ booking, showtime, onNext }: ReceiptProps): ReactNode {
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  const now = useNow(30_000);
  const money = (amountMinor: number): string => formatMoney(amountMinor, booking.currency);
  const hints = changeHints(booking.totalMinor, booking.currency);
  return (
    <section className="receipt" aria-label="Sold">
      <header className="receipt-head" role="status">
        <CircleCheckBig size={28} strokeWidth={1.8} aria-hidden="true" />
        <div>
          <h2>Sold</h2>
          <p className="quiet">
            {showtime.movie.title}, {showTime(showtime.startsAt, showtime.timeZone, now)},{' '}
            {showtime.auditorium.name}
          </p>
        </div>
      </header>
      <p className="label">Reference</p>
      <p className="receipt-reference mono">{booking.reference}</p>
      <ul className="receipt-seats" aria-label="Seats">
        {inSeatOrder(booking.seats).map((seat) => (
          <li key={seat} className="seat-chip seat-chip-plain">
            {seat}
          </li>
        ))}
      </ul>
      <div className="spring" />
      {hints.length > 0 && (
        <dl className="receipt-change">
          <dt className="label">Change</dt>
          {hints.map(({ givenMinor, changeMinor }) => (
            <dd key={givenMinor}>
              <span className="quiet">from {money(givenMinor)}</span>
              <strong>{money(changeMinor)}</strong>
            </dd>
          ))}
        </dl>
      )}
      <p className="total">
        <span>Taken in cash</span>
        <strong>{money(booking.totalMinor)}</strong>
      </p>
      <p className="hold-hint">
        <Key name="F12" /> takes the sale back
      </p>
      <Button ref={next} tone="primary" keyName="Enter" onPress={onNext}>
        Next guest
      </Button>
    </section>
  );
}
