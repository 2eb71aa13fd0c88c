import { formatMoney } from '@foyer/shared/money';
import type { Tender } from '@foyer/shared/http/bookings';
import type { SeatId } from '@foyer/shared/ids';
import { type ReactNode, useState } from 'react';
import { usePaper } from '../../data/paper.tsx';
import { Button } from '../../ui/button.tsx';
import { focusChosenRow } from '../../ui/chosen-row.ts';
import { Status } from '../../ui/status.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useLetterKeys } from '../../ui/use-letter-keys.ts';
import { exactTime, showTime } from '../../ui/when.ts';
import { type BookingRow, statusWords } from './booking-row.ts';
import { ExchangeStart } from './exchange-start.tsx';
import { ReprintPanel } from '../paper/reprint-panel.tsx';
import { type GiveBackKind, mayBeVoided } from './give-back.ts';
import { RefundPanel } from './refund-panel.tsx';
import { type GiveBack, wishFor } from './use-give-back.ts';
import { VoidPanel } from './void-panel.tsx';

const tenderWords: Readonly<Record<Tender, string>> = {
  CASH: 'Cash',
  CARD: 'Card',
  ONLINE: 'Online',
  GIFT_CARD: 'Gift card',
};

type Panel = GiveBackKind | 'reprint' | 'exchange';

interface BookingDetailsProps {
  readonly row: BookingRow;
  readonly timeZone: string;
  readonly mayRefund: boolean;
  readonly giveBack: GiveBack;
  /** Opens the hall to choose other seats for these; null for whoever may not. */
  readonly onExchange: ((seats: readonly SeatId[]) => void) | null;
  /** Something with this booking begins: it stays on screen, whatever is sold meanwhile. */
  readonly onRefund: () => void;
}

/** Everything about one booking, beside the list. */
export function BookingDetails(props: BookingDetailsProps): ReactNode {
  const { row, timeZone, mayRefund, giveBack, onExchange, onRefund } = props;
  const { booking, movieTitle, auditoriumName, startsAt, soldBy } = row;
  const [wanted, setOpen] = useState<Panel | null>(null);
  const open = wishFor(giveBack, booking)?.kind ?? wanted;
  const now = useNow(30_000);
  const [word, tone] = statusWords[booking.status];
  const begin = (panel: Panel): void => {
    onRefund();
    if (panel === 'exchange' && booking.seats.length === 1) onExchange?.(booking.seats);
    else setOpen(panel);
  };
  const end = (): void => {
    setOpen(null);
    focusChosenRow();
  };
  const isBooked = booking.status === 'BOOKED';
  const { printer } = usePaper();
  const acts: readonly (readonly [panel: Panel, key: string, words: string])[] = [
    ...(mayRefund ? [['refund', 'R', 'Refund…'] as const] : []),
    ...(onExchange ? [['exchange', 'X', 'Exchange seats…'] as const] : []),
    ...(mayRefund && mayBeVoided(booking, now) ? [['void', 'V', 'Take the sale back…'] as const] : []),
    ...(printer ? [['reprint', 'P', 'Print again…'] as const] : []),
  ];
  useLetterKeys(
    isBooked && open === null
      ? Object.fromEntries(acts.map(([panel, key]) => [key, () => begin(panel)]))
      : {},
  );
  const money = (amountMinor: number): string => formatMoney(amountMinor, booking.currency);
  return (
    <aside className="details" aria-label="Booking">
      <header>
        <p className="label">Reference</p>
        <h2 className="mono">{booking.reference}</h2>
      </header>
      <dl className="facts">
        <dt>Status</dt>
        <dd>
          <Status tone={tone}>{word}</Status>
        </dd>
        <dt>Film</dt>
        <dd>{movieTitle ?? '…'}</dd>
        {startsAt !== null && (
          <>
            <dt>Show</dt>
            <dd>
              {showTime(startsAt, timeZone, now)}, {auditoriumName}
            </dd>
          </>
        )}
        <dt>Sold</dt>
        <dd>{exactTime(booking.createdAt, timeZone)}</dd>
        {soldBy !== null && (
          <>
            <dt>By</dt>
            <dd>{soldBy}</dd>
          </>
        )}
        <dt>Where</dt>
        <dd>{booking.channel === 'COUNTER' ? 'At the counter' : 'Online'}</dd>
      </dl>
      <dl className="facts">
        {/* While a refund is chosen, its panel lists the seats. */}
        {(open === 'refund' || open === 'exchange' ? [] : booking.lines).map((line) => (
          <Fact key={line.seat} name={`Seat ${line.seat}`} value={money(line.priceMinor)} />
        ))}
        {booking.payments.map((payment) => (
          <Fact
            key={payment.id}
            name={tenderWords[payment.tender]}
            value={`${money(payment.amountMinor)}, ${payment.status.toLowerCase()}`}
          />
        ))}
      </dl>
      {booking.refunds.length > 0 && (
        <dl className="facts">
          {booking.refunds.map((refund) => (
            <Fact
              key={refund.id}
              name="Given back"
              value={`${refund.seats.join(', ')}: ${money(refund.amountMinor)}. ${refund.reason}${refund.state === 'DONE' ? '' : ' (on its way)'}`}
            />
          ))}
        </dl>
      )}
      <p className="total">
        <span>Total</span>
        <strong>{money(booking.totalMinor)}</strong>
      </p>
      {isBooked && open === null && (
        <div className="refund-buttons">
          {acts.map(([panel, key, words]) => (
            <Button key={panel} keyName={key} onPress={() => begin(panel)}>
              {words}
            </Button>
          ))}
        </div>
      )}
      {isBooked && open === 'refund' && <RefundPanel {...{ booking, giveBack }} onClose={end} />}
      {isBooked && open === 'void' && <VoidPanel {...{ booking, giveBack }} onClose={end} />}
      {isBooked && open === 'exchange' && onExchange && (
        <ExchangeStart booking={booking} onBegin={onExchange} onClose={end} />
      )}
      {isBooked && open === 'reprint' && <ReprintPanel booking={booking} onClose={end} />}
    </aside>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
