import type { Booking, BookingLine } from '@foyer/shared/http/bookings';
import type { SeatId } from '@foyer/shared/ids';
import { formatMoney } from '@foyer/shared/money';
import type { ReactNode } from 'react';
import { inSeatOrder } from '../../data/seat-order.ts';
import { Key } from '../../ui/key.tsx';
import { goesBackWords, moneyBack } from '../bookings/money-back.ts';
import type { Swap } from './exchange-wish.ts';

interface ExchangeSumsProps {
  readonly booking: Booking;
  readonly given: readonly SeatId[];
  readonly taken: readonly SeatId[];
  readonly swap: Swap | null;
}

/** Seats for seats, and the difference in plain words. */
export function ExchangeSums({ booking, given, taken, swap }: ExchangeSumsProps): ReactNode {
  const money = (amountMinor: number): string => formatMoney(amountMinor, booking.currency);
  const priceOf = (seat: SeatId, lines: readonly BookingLine[]): string => {
    const line = lines.find((known) => known.seat === seat);
    return line ? money(line.priceMinor) : '–';
  };
  const missing = given.length - taken.length;
  return (
    <div className="exchange-sums">
      <SeatList name="Gives" seats={given} priceOf={(seat) => priceOf(seat, booking.lines)} />
      <SeatList
        name="Gets"
        seats={inSeatOrder(taken)}
        priceOf={(seat) => priceOf(seat, swap?.lines ?? [])}
        isNew
      />
      {missing > 0 && (
        <p className="quiet">
          {missing === 1 ? 'One seat' : `${missing} seats`} to choose: arrows and <Key name="Space" />, or{' '}
          <Key name="B" /> for the best.
        </p>
      )}
      <div className="spring" />
      <Difference {...{ booking, swap }} />
    </div>
  );
}

interface SeatListProps {
  readonly name: string;
  readonly seats: readonly SeatId[];
  readonly priceOf: (seat: SeatId) => string;
  readonly isNew?: boolean;
}

function SeatList({ name, seats, priceOf, isNew = false }: SeatListProps): ReactNode {
  if (seats.length === 0) return null;
  return (
    <section className="exchange-seats" aria-label={name}>
      <h3 className="label">{name}</h3>
      <ul>
        {seats.map((seat) => (
          <li key={seat} data-seat-line={seat}>
            <span className={isNew ? 'seat-chip' : 'seat-chip seat-chip-plain'}>{seat}</span>
            <span>{priceOf(seat)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Difference({ booking, swap }: { readonly booking: Booking; readonly swap: Swap | null }): ReactNode {
  const minor = swap?.differenceMinor ?? 0;
  const words = minor > 0 ? 'To pay' : minor < 0 ? 'Goes back' : 'Difference';
  return (
    <>
      <p className="total" role="status">
        {swap && (
          <>
            <span>{words}</span>
            <strong>{formatMoney(Math.abs(minor), booking.currency)}</strong>
          </>
        )}
      </p>
      {minor < 0 && (
        <p className="quiet">
          {goesBackWords(moneyBack(booking, -minor), booking.currency)}, as it was paid.
        </p>
      )}
    </>
  );
}
