import type { Booking } from '@foyer/shared/http/bookings';
import type { SeatId } from '@foyer/shared/ids';
import { type ReactNode, useState } from 'react';
import { wishOf } from './give-back.ts';
import { GiveBackPanel } from './give-back-panel.tsx';
import { giveWords, moneyBack } from './money-back.ts';
import { SeatCheckList } from './seat-check-list.tsx';
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
      <SeatCheckList label="Seats to give back" booking={booking} chosen={seats} onChoose={setSeats} />
    </GiveBackPanel>
  );
}
