import type { Booking } from '@foyer/shared/http/bookings';
import type { SeatId } from '@foyer/shared/ids';
import { formatMoney } from '@foyer/shared/money';
import type { ReactNode } from 'react';
import { CheckList } from '../../ui/check-list.tsx';

interface SeatCheckListProps {
  readonly label: string;
  readonly booking: Booking;
  readonly chosen: readonly SeatId[];
  readonly onChoose: (seats: readonly SeatId[]) => void;
}

/** Some of a booking's seats, each with what was paid for it. */
export function SeatCheckList({ label, booking, chosen, onChoose }: SeatCheckListProps): ReactNode {
  return (
    <CheckList
      label={label}
      options={booking.lines.map(({ seat, priceMinor }) => ({
        id: seat,
        name: `Seat ${seat}`,
        price: formatMoney(priceMinor, booking.currency),
      }))}
      chosen={chosen}
      onChoose={onChoose}
    />
  );
}
