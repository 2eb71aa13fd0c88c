import type { Booking } from '@foyer/shared/http/bookings';
import type { SeatId } from '@foyer/shared/ids';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import './refund-panel.css';
import { SeatCheckList } from './seat-check-list.tsx';

interface ExchangeStartProps {
  readonly booking: Booking;
  readonly onBegin: (seats: readonly SeatId[]) => void;
  readonly onClose: () => void;
}

/** Chooses which seats are given for others; the hall comes next. */
export function ExchangeStart({ booking, onBegin, onClose }: ExchangeStartProps): ReactNode {
  const [seats, setSeats] = useState<readonly SeatId[]>(booking.seats);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('input')?.focus();
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const begin = (): void => {
    if (seats.length > 0) onBegin(seats);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the panel and Enter goes on from any of its boxes; it acts on nothing itself
    <section
      ref={panel}
      className="refund"
      aria-label="Exchange seats"
      data-own-keys
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) begin();
      }}
    >
      <SeatCheckList label="Seats to give for others" booking={booking} chosen={seats} onChoose={setSeats} />
      <div className="refund-buttons">
        <Button tone="quiet" keyName="Esc" onPress={onClose}>
          Keep the booking
        </Button>
        <Button tone="primary" keyName="Enter" isDisabled={seats.length === 0} onPress={begin}>
          Choose new seats
        </Button>
      </div>
    </section>
  );
}
