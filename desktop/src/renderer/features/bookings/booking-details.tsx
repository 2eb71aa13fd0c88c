import { formatMoney } from '@foyer/shared/money';
import type { Tender } from '@foyer/shared/http/bookings';
import { type ReactNode, useState } from 'react';
import { usePaper } from '../../data/paper.tsx';
import { Button } from '../../ui/button.tsx';
import { focusChosenRow } from '../../ui/chosen-row.ts';
import { Status } from '../../ui/status.tsx';
import { useNow } from '../../ui/use-now.ts';
import { exactTime, showTime } from '../../ui/when.ts';
import { type BookingRow, statusWords } from './booking-row.ts';
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

interface BookingDetailsProps {
  readonly row: BookingRow;
  readonly timeZone: string;
  readonly mayRefund: boolean;
  readonly giveBack: GiveBack;
  /** Something with this booking begins: it stays on screen, whatever is sold meanwhile. */
  readonly onRefund: () => void;
}

/** Everything about one booking, beside the list. */
export function BookingDetails(props: BookingDetailsProps): ReactNode {
  const { row, timeZone, mayRefund, giveBack, onRefund } = props;
  const { booking, movieTitle, auditoriumName, startsAt, soldBy } = row;
  const [wanted, setOpen] = useState<GiveBackKind | 'reprint' | null>(null);
  const open = wishFor(giveBack, booking)?.kind ?? wanted;
  const now = useNow(30_000);
  const [word, tone] = statusWords[booking.status];
  const begin = (panel: GiveBackKind | 'reprint'): void => {
    setOpen(panel);
    onRefund();
  };
  const end = (): void => {
    setOpen(null);
    focusChosenRow();
  };
  const isBooked = booking.status === 'BOOKED';
  const { printer } = usePaper();
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
        {(open === 'refund' ? [] : booking.lines).map((line) => (
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
          {mayRefund && <Button onPress={() => begin('refund')}>Refund…</Button>}
          {mayRefund && mayBeVoided(booking, now) && (
            <Button onPress={() => begin('void')}>Take the sale back…</Button>
          )}
          {printer && <Button onPress={() => begin('reprint')}>Print again…</Button>}
        </div>
      )}
      {isBooked && open === 'refund' && <RefundPanel {...{ booking, giveBack }} onClose={end} />}
      {isBooked && open === 'void' && <VoidPanel {...{ booking, giveBack }} onClose={end} />}
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
