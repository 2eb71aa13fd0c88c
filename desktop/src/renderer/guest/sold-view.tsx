import { formatMoney } from '@foyer/shared/money';
import type { ReactNode } from 'react';
import type { GuestView } from '../../bridge/guest.ts';
import { ShowHead } from './show-head.tsx';

type Sold = Omit<Extract<GuestView, { kind: 'sold' }>, 'kind'>;

/** The sale stands: what goes back, where to sit, and thanks. */
export function SoldView({ show, seats, currency, totalMinor, changeMinor }: Sold): ReactNode {
  return (
    <main className="guest guest-sold">
      <p className="guest-thanks">Thank you. Enjoy the film!</p>
      <ShowHead show={show} />
      <section aria-label="Your seats">
        <h2>{seats.length === 1 ? 'Your seat' : 'Your seats'}</h2>
        <ul className="guest-seats">
          {seats.map((seat) => (
            <li key={seat}>{seat}</li>
          ))}
        </ul>
      </section>
      <p className="guest-total">
        <span>Paid</span>
        <strong>{formatMoney(totalMinor, currency)}</strong>
      </p>
      {changeMinor !== null && changeMinor > 0 && (
        <p className="guest-total guest-change">
          <span>Your change</span>
          <strong>{formatMoney(changeMinor, currency)}</strong>
        </p>
      )}
    </main>
  );
}
