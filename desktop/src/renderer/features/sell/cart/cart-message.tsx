import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useHallNow } from '../../../data/hall.ts';
import { Button } from '../../../ui/button.tsx';
import { useKeys } from '../../../ui/use-keys.ts';
import { seatRuns } from '../../approvals/approval-words.ts';
import { type Alternative, alternativeTo } from './alternative.ts';
import type { Cart } from './cart.ts';
import type { Message, TakenSeats } from './message.ts';
import type { Sale } from './sale.ts';
import { takeInstead, tryAgain } from './take-instead.ts';

interface CartMessageProps {
  readonly cart: Cart;
  readonly sale: Sale;
  /** The show whose hall is on screen, and so known seat by seat. */
  readonly shownId: string | null;
}

/** What the server or the clock had to say about the cart, with the one key that helps. */
export function CartMessage({ cart, sale, shownId }: CartMessageProps): ReactNode {
  const { message } = cart;
  return (
    <div role="status" aria-live="polite">
      {message && (
        <div className="cart-message" data-tone={message.tone} key={keyOf(message)}>
          <div className="cart-message-body">
            {message.taken && message.taken.showtime.id === shownId ? (
              <TakenOffer taken={message.taken} cart={cart} sale={sale} />
            ) : (
              <p>{message.text}</p>
            )}
            {message.lapsed && (
              <OfferButton onAccept={() => message.lapsed && tryAgain(sale, message.lapsed)}>
                Try {seatRuns(message.lapsed.lines.map(({ seat }) => seat))} again
              </OfferButton>
            )}
          </div>
          <Button tone="quiet" label="Dismiss" onPress={() => sale.dismissMessage()}>
            <X size={14} aria-hidden="true" />
          </Button>
        </div>
      )}
    </div>
  );
}

interface TakenOfferProps {
  readonly taken: TakenSeats;
  readonly cart: Cart;
  readonly sale: Sale;
}

/** Which seats are gone, and the nearest for the whole party that are free at this moment. */
function TakenOffer({ taken, cart, sale }: TakenOfferProps): ReactNode {
  const { map, statuses } = useHallNow(taken.showtime.id);
  const own = cart.lines.map(({ seat }) => seat);
  const party = { own, taken: taken.seats };
  const isAsking = Object.keys(cart.underWay).length > 0;
  const offer = map && !isAsking ? alternativeTo({ seats: map.seats, statuses }, party) : null;
  const gone = `${seatRuns(taken.seats)} ${taken.seats.length === 1 ? 'was' : 'were'} just taken`;
  if (isAsking || !map) return <p>{gone}.</p>;
  if (!offer) return <p>{gone}, and nothing as good is free.</p>;
  return (
    <>
      <p>
        {gone}; {freeWords(offer)}.
      </p>
      <OfferButton onAccept={() => takeInstead(sale, taken.showtime, offer.seats)}>
        Take {seatRuns(offer.seats)}
      </OfferButton>
    </>
  );
}

/** One key for whatever is offered, from wherever the keyboard is. */
function OfferButton({
  onAccept,
  children,
}: {
  readonly onAccept: () => void;
  readonly children: ReactNode;
}): ReactNode {
  useKeys({ F11: onAccept });
  return (
    <Button keyName="F11" onPress={onAccept}>
      {children}
    </Button>
  );
}

const rungWords: Readonly<Record<Alternative['rung'], string>> = {
  accessible: '',
  together: '',
  'together-with-gap': '',
  'two-rows': ', in two rows',
  apart: ', not all together',
};

function freeWords({ seats, rung }: Alternative): string {
  return `${seatRuns(seats)} ${seats.length === 1 ? 'is' : 'are'} free${rungWords[rung]}`;
}

function keyOf({ text, taken }: Message): string {
  return `${text} ${taken?.seats.join(' ') ?? ''}`;
}
