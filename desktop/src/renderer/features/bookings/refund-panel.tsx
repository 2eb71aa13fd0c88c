import type { Booking } from '@foyer/shared/http/bookings';
import type { SeatId } from '@foyer/shared/ids';
import { formatMoney } from '@foyer/shared/money';
import { type ReactNode, useState } from 'react';
import { CheckList } from '../../ui/check-list.tsx';
import { wishOf } from './give-back.ts';
import { GiveBackPanel } from './give-back-panel.tsx';
import { giveWords, moneyBack } from './money-back.ts';
import { type GiveBack, wishFor } from './use-give-back.ts';

export interface PanelProps {
  readonly booking: Booking;
  readonly giveBack: GiveBack;
  readonly onClose: () => void;
}

/** Chooses the seats that go back. */
export function RefundPanel({ booking, giveBack, onClose }: PanelProps): ReactNode {
  const [seats, setSeats] = useState<readonly SeatId[]>(
    () => wishFor(giveBack, booking)?.seats ?? booking.seats,
  );
  const wish = (reason: string) => wishOf(booking, { kind: 'refund', seats, reason });
  return (
    <GiveBackPanel
      name="Refund"
      booking={booking}
      giveBack={giveBack}
      act={giveWords(moneyBack(booking, wish('').amountMinor), booking.currency)}
      usual="guest"
      wish={(reason) => (seats.length === 0 ? null : wish(reason))}
      onClose={onClose}
    >
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
    </GiveBackPanel>
  );
}
