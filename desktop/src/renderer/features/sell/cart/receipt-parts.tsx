import type { Showtime } from '@foyer/shared/http/catalogue';
import type { SeatId } from '@foyer/shared/ids';
import { CircleCheckBig } from 'lucide-react';
import type { ReactNode } from 'react';
import { inSeatOrder } from '../../../data/seat-order.ts';
import { useNow } from '../../../ui/use-now.ts';
import { showTime } from '../../../ui/when.ts';
import './cart-panel.css';

interface ReceiptHeadProps {
  /** In one word what has happened. */
  readonly title: string;
  readonly children: ReactNode;
}

/** It is done, said aloud as well. */
export function ReceiptHead({ title, children }: ReceiptHeadProps): ReactNode {
  return (
    <div className="receipt-head" role="status">
      <CircleCheckBig size={28} strokeWidth={1.8} aria-hidden="true" />
      <div>
        <h2>{title}</h2>
        <p className="quiet">{children}</p>
      </div>
    </div>
  );
}

/** Film, time and hall. */
export function ReceiptShow({ showtime }: { readonly showtime: Showtime }): ReactNode {
  const now = useNow(30_000);
  const { movie, startsAt, timeZone, auditorium } = showtime;
  return (
    <>
      {movie.title}, {showTime(startsAt, timeZone, now)}, {auditorium.name}
    </>
  );
}

export function ReceiptReference({ reference }: { readonly reference: string }): ReactNode {
  return (
    <>
      <p className="label">Reference</p>
      <p className="receipt-reference mono">{reference}</p>
    </>
  );
}

interface ReceiptSeatsProps {
  readonly label: string;
  readonly seats: readonly SeatId[];
}

/** In the order of the hall. */
export function ReceiptSeats({ label, seats }: ReceiptSeatsProps): ReactNode {
  return (
    <ul className="receipt-seats" aria-label={label}>
      {inSeatOrder(seats).map((seat) => (
        <li key={seat} className="seat-chip seat-chip-plain">
          {seat}
        </li>
      ))}
    </ul>
  );
}
