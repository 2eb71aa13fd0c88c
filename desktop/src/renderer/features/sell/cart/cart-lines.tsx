import type { Showtime } from '@foyer/shared/http/catalogue';
import type { SeatId, TicketTypeId } from '@foyer/shared/ids';
import { formatMoney } from '@foyer/shared/money';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Choice, type Option } from '../../../ui/choice.tsx';
import type { Cart } from './cart.ts';
import type { CartPrices } from './price-cart.ts';

interface CartLinesProps {
  readonly cart: Cart;
  readonly showtime: Showtime;
  readonly prices: CartPrices;
  readonly types: readonly Option<TicketTypeId>[];
  /** The line that a ticket-type key changes. */
  readonly activeSeat: SeatId | null;
  readonly onType: (seat: SeatId, type: TicketTypeId) => void;
  readonly onGiveBack: (seat: SeatId) => void;
  readonly onActive: (seat: SeatId) => void;
}

/** One line per seat: which, for whom, how much. */
export function CartLines(props: CartLinesProps): ReactNode {
  const { cart, showtime, prices, types, activeSeat, onType, onGiveBack, onActive } = props;
  const isLocked = cart.phase.kind !== 'choosing';
  return (
    <ol className="cart-lines" aria-label="Tickets">
      {cart.lines.map(({ seat, ticketTypeId }) => {
        const price = prices.perSeat.get(seat) ?? null;
        const listed = prices.listed.get(seat);
        return (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- hears that one of its controls got the focus; it acts on nothing itself
          <li
            key={seat}
            className="cart-line"
            data-line={seat}
            data-active={seat === activeSeat || undefined}
            data-waiting={cart.underWay[seat]}
            onFocus={() => onActive(seat)}
          >
            <span className="seat-chip">{seat}</span>
            <Choice
              label={`Ticket type for seat ${seat}`}
              options={types}
              chosen={ticketTypeId}
              isDisabled={isLocked}
              onChoose={(type) => onType(seat, type)}
            />
            <span className="cart-price">
              {price === null ? '–' : formatMoney(price, showtime.currency)}
              {listed !== undefined && (
                <span className="cart-listed">
                  {cart.adjustment?.kind === 'COMP' ? 'Comp' : 'Price'}{' '}
                  <span className="visually-hidden">instead of </span>
                  <s>{formatMoney(listed, showtime.currency)}</s>
                </span>
              )}
            </span>
            <Button
              tone="quiet"
              label={`Give back seat ${seat}`}
              isDisabled={isLocked}
              onPress={() => onGiveBack(seat)}
            >
              <X size={14} aria-hidden="true" />
            </Button>
          </li>
        );
      })}
    </ol>
  );
}
