import type { Showtime } from '@foyer/shared/http/catalogue';
import type { ReactNode } from 'react';
import { ApiProblem } from '../../data/api-problem.ts';
import { textOf } from '../../data/problem-texts.ts';
import { needOf } from '../sell/cart/need.ts';
import { OrphanWords } from '../sell/cart/orphan-words.tsx';
import { isPaymentOpen } from '../sell/cart/refusals.ts';
import { focusHall } from '../sell/hall/focus-hall.ts';
import type { Exchange } from './use-exchange.ts';

interface ExchangeTroubleProps {
  readonly exchange: Exchange;
  /** The show of the booking. */
  readonly booked: Showtime;
}

/** Why the exchange did not come about, and what to do; nothing that was chosen is lost by it. */
export function ExchangeTrouble({ exchange, booked }: ExchangeTroubleProps): ReactNode {
  const { act, choice, isUnsure } = exchange;
  if (act.error === null || act.isPending) return null;
  const need = needOf(act.error, { need: null, adjustment: null });
  const instead = (seats: Parameters<typeof choice.replace>[0]): void => {
    act.leave();
    choice.replace(seats);
    focusHall();
  };
  return (
    <div className="cart-message exchange-trouble" data-tone="trouble" role="alert">
      <div className="exchange-words">
        {isUnsure ? (
          <p>No answer came. Asking again is safe: the same exchange is never made twice.</p>
        ) : (
          <p>{refusalText(act.error, booked)}</p>
        )}
        {need?.kind === 'ORPHAN' && (
          <div className="exchange-instead">
            <OrphanWords need={need} onInstead={() => instead(need.suggestion)} />
            {need.suggestion.length > 0 && <p className="quiet">Key I goes to it.</p>}
          </div>
        )}
      </div>
    </div>
  );
}

/** A refusal in the words of an exchange. */
export function refusalText(error: unknown, booked: Pick<Showtime, 'startsAt'>, nowMs = Date.now()): string {
  if (!(error instanceof ApiProblem)) return textOf(error);
  switch (error.code) {
    case 'showtime.closed':
      return Date.parse(booked.startsAt) <= nowMs
        ? 'The show of this booking has begun: only a manager exchanges its seats.'
        : 'Nothing is sold for this show any more. Choose another one.';
    case 'booking.state':
      return isPaymentOpen(error)
        ? 'A card payment of this booking is still open. Wait until it is answered, then try again.'
        : 'Somebody changed this booking meanwhile. Nothing was exchanged: leave by Esc and look at it again.';
    case 'hold.expired':
    case 'hold.not-found':
      return 'The hold on the new seats ran out. The booking is as it was: choose them again.';
    case 'seats.rule':
      return 'A house rule stands against these seats. The booking is as it was.';
    case 'payment.declined':
      return 'The card has not paid. The booking is as it was: try again, or take cash.';
    default:
      return `${textOf(error)} The booking is as it was.`;
  }
}
