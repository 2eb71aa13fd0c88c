import type { Booking } from '@foyer/shared/http/bookings';
import { formatMoney } from '@foyer/shared/money';
import { type ReactNode, useState } from 'react';
import { textOf } from '../../data/problem-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { AskBox } from '../approvals/ask-box.tsx';
import { type GiveBackReason, giveBackReasons, reasonName, useVoid } from './give-back.ts';
import { GiveBackPanel } from './give-back-panel.tsx';

/** Takes a fresh sale back as a whole: all seats, all money. */
export function VoidPanel({
  booking,
  onClose,
}: {
  readonly booking: Booking;
  readonly onClose: () => void;
}): ReactNode {
  const [reason, setReason] = useState<GiveBackReason>('mistake');
  const taking = useVoid(booking, onClose);
  if (taking.guard) return <AskBox {...taking.guard} />;
  const amount = formatMoney(booking.totalMinor, booking.currency);
  return (
    <GiveBackPanel name="Take back" onClose={onClose}>
      <p className="quiet">
        As if it had not been sold: {booking.seats.length === 1 ? 'the seat is' : 'all seats are'} free again,
        and {amount} goes back.
      </p>
      <Choice label="Reason" options={giveBackReasons} chosen={reason} onChoose={setReason} />
      {taking.error !== null && (
        <p className="refund-trouble" role="alert">
          {textOf(taking.error)}
        </p>
      )}
      <div className="refund-buttons">
        <Button tone="quiet" keyName="Esc" onPress={onClose}>
          Keep the booking
        </Button>
        <Button
          tone="primary"
          isDisabled={taking.isPending}
          onPress={() => taking.begin({ reason: reasonName(reason) })}
        >
          {`Take the sale of ${amount} back`}
        </Button>
      </div>
    </GiveBackPanel>
  );
}
