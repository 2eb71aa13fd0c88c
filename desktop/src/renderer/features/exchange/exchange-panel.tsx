import type { Showtime } from '@foyer/shared/http/catalogue';
import type { Seat } from '@foyer/shared/http/seat-map';
import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { useNow } from '../../ui/use-now.ts';
import { showTime } from '../../ui/when.ts';
import { AskBox } from '../approvals/ask-box.tsx';
import { type GiveBackReason, giveBackReasons, reasonName } from '../bookings/give-back.ts';
import { HoldCountdown } from '../sell/cart/hold-countdown.tsx';
import '../sell/cart/cart-panel.css';
import './exchange-panel.css';
import { ExchangePay } from './exchange-pay.tsx';
import { ExchangeSums } from './exchange-sums.tsx';
import { ExchangeTrouble } from './exchange-trouble.tsx';
import { givenFor, swapOf } from './exchange-wish.ts';
import type { Chosen } from './seat-choice.ts';
import type { Exchange, OpenExchange } from './use-exchange.ts';

interface ExchangePanelProps {
  readonly exchange: Exchange;
  readonly open: OpenExchange;
  /** The show of the booking, and the one whose hall is on screen. */
  readonly booked: Showtime;
  readonly shown: Showtime;
  readonly chosen: Chosen;
  /** The hall of the held seats. */
  readonly seats: ReadonlyMap<string, Seat>;
}

/** The right column: which seats for which, what that costs or brings back, why, and the key that does it. */
export function ExchangePanel(props: ExchangePanelProps): ReactNode {
  const { exchange, open, booked, shown, chosen, seats } = props;
  const { booking } = open;
  const { act, choice } = exchange;
  const [reason, setReason] = useState<GiveBackReason>('guest');
  const now = useNow(30_000);
  // What is held decides; before that, what is looked at.
  const target = chosen.showtime ?? shown;
  const given = givenFor(booking, open.chosen, target.id);
  const isOther = target.id !== booking.showtimeId;
  const swap = swapOf({ booking, given, showtime: target, taken: chosen.seats, seats });
  return (
    <aside className="cart exchange" aria-label="Exchange">
      {chosen.hold && !act.isPending && (
        <HoldCountdown hold={chosen.hold} timeZone={target.timeZone} onExtend={() => choice.extend()} />
      )}
      <header className="cart-head">
        <h2 className="label">
          Exchange <span className="mono">{booking.reference}</span>
        </h2>
        <span className="cart-clear">
          <Button tone="quiet" keyName="Esc" isDisabled={act.isPending} onPress={exchange.leave}>
            Keep the booking
          </Button>
        </span>
      </header>
      <div role="status" aria-live="polite">
        {chosen.message !== null && (
          <p className="cart-message" data-tone="trouble">
            <span>{chosen.message}</span>
          </p>
        )}
      </div>
      {isOther && (
        <p className="quiet">
          For {target.movie.title}, {showTime(target.startsAt, target.timeZone, now)}
          {open.chosen.length < booking.seats.length && ': for another show all seats of the booking go'}
        </p>
      )}
      <ExchangeSums {...{ booking, given, swap, taken: chosen.seats }} />
      <Choice
        label="Reason"
        options={giveBackReasons}
        chosen={reason}
        isDisabled={act.isPending || act.guard !== null}
        onChoose={setReason}
      />
      <ExchangeTrouble {...{ exchange, booked }} />
      {act.guard ? (
        <AskBox {...act.guard} />
      ) : (
        <ExchangePay {...{ exchange, booking, swap, target, given }} reason={reasonName(reason)} />
      )}
    </aside>
  );
}
