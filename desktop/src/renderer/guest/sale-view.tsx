import { formatMoney } from '@foyer/shared/money';
import type { ReactNode } from 'react';
import type { GuestView } from '../../bridge/guest.ts';
import { GuestHallMap } from './guest-hall-map.tsx';
import { ShowHead } from './show-head.tsx';

type Sale = Omit<Extract<GuestView, { kind: 'sale' }>, 'kind'>;

/** What the guest is about to buy: where they will sit, and what it costs. */
export function SaleView({ show, hall, lines, currency, totalMinor }: Sale): ReactNode {
  return (
    <main className="guest guest-sale">
      {hall && <GuestHallMap hall={hall} />}
      <section className="guest-order" aria-label="Your tickets">
        <ShowHead show={show} />
        <ul className="guest-lines" data-many={lines.length > 4 || undefined}>
          {lines.map(({ ticketType, seats, priceMinor }) => (
            <li key={`${ticketType} ${priceMinor}`}>
              <span className="guest-line-what">
                {seats.length} × {ticketType}
              </span>
              <span className="guest-line-price">
                {priceMinor === null ? '' : formatMoney(priceMinor * seats.length, currency)}
              </span>
              <span className="guest-line-seats">{seats.join(', ')}</span>
            </li>
          ))}
        </ul>
        <p className="guest-total">
          <span>Total</span>
          <strong>{formatMoney(totalMinor, currency)}</strong>
        </p>
      </section>
    </main>
  );
}
