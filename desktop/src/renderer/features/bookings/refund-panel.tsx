import type { Booking } from '@foyer/shared/http/bookings';
import type { SeatId } from '@foyer/shared/ids';
import { formatMoney, sumMinor } from '@foyer/shared/money';
import { type ReactNode, useState } from 'react';
import { textOf } from '../../data/problem-texts.ts';
import { Button } from '../../ui/button.tsx';
import { CheckList } from '../../ui/check-list.tsx';
import { Choice } from '../../ui/choice.tsx';
import { AskBox } from '../approvals/ask-box.tsx';
import { type GiveBackReason, giveBackReasons, reasonName, useRefund } from './give-back.ts';
import { GiveBackPanel } from './give-back-panel.tsx';

/** Chooses seats and a reason, and says what leaves the drawer before it does. Nothing modal. */
export function RefundPanel({
  booking,
  onClose,
}: {
  readonly booking: Booking;
  readonly onClose: () => void;
}): ReactNode {
  const [seats, setSeats] = useState<readonly SeatId[]>(booking.seats);
  const [reason, setReason] = useState<GiveBackReason>('guest');
  const refund = useRefund(booking, onClose);
  const chosen = booking.lines.filter((line) => seats.includes(line.seat));
  const amount = formatMoney(sumMinor(chosen.map((line) => line.priceMinor)), booking.currency);
  const inCash = booking.payments.every((payment) => payment.tender === 'CASH');
  if (refund.guard) return <AskBox {...refund.guard} />;
  return (
    <GiveBackPanel name="Refund" onClose={onClose}>
      <CheckList
        label="Seats to give back"
        options={booking.lines.map(({ seat, priceMinor }) => ({
          id: seat,
          name: `Seat ${seat}`,
          price: formatMoney(priceMinor, booking.currency),
        }))}
        chosen={seats}
        onChoose={setSeats}
      />
      <Choice label="Reason" options={giveBackReasons} chosen={reason} onChoose={setReason} />
      {refund.error !== null && (
        <p className="refund-trouble" role="alert">
          {textOf(refund.error)}
        </p>
      )}
      <div className="refund-buttons">
        <Button tone="quiet" keyName="Esc" onPress={onClose}>
          Keep the booking
        </Button>
        <Button
          tone="primary"
          isDisabled={chosen.length === 0 || refund.isPending}
          onPress={() => refund.begin({ seats: chosen.map((line) => line.seat), reason: reasonName(reason) })}
        >
          {inCash ? `Give ${amount} back in cash` : `Send ${amount} back`}
        </Button>
      </div>
    </GiveBackPanel>
  );
}
