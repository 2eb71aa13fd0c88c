import { formatMoney } from '@foyer/shared/money';
import type { ReactNode } from 'react';
import { wishOf } from './give-back.ts';
import { GiveBackPanel } from './give-back-panel.tsx';
import { goesBackWords, moneyBack } from './money-back.ts';
import type { PanelProps } from './refund-panel.tsx';

/** Takes a fresh sale back as a whole: all seats, all money. */
export function VoidPanel({ booking, giveBack, onClose }: PanelProps): ReactNode {
  const amount = formatMoney(booking.totalMinor, booking.currency);
  return (
    <GiveBackPanel
      name="Take back"
      booking={booking}
      giveBack={giveBack}
      act={`Take the sale of ${amount} back`}
      usual="mistake"
      wish={(reason) => wishOf(booking, { kind: 'void', seats: booking.seats, reason })}
      onClose={onClose}
    >
      <p className="quiet">
        As if it had not been sold: {booking.seats.length === 1 ? 'the seat is' : 'all seats are'} free again.{' '}
        {goesBackWords(moneyBack(booking, booking.totalMinor), booking.currency)}.
      </p>
    </GiveBackPanel>
  );
}
