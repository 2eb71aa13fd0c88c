import { refundBooking, type Booking } from '@foyer/shared/http/bookings';
import type { SeatId } from '@foyer/shared/ids';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useData } from '../../data/data-layer.tsx';

export interface RefundWish {
  readonly seats: readonly SeatId[];
  readonly reason: string;
}

/** Gives seats back. What is tried again after a lost answer is the same request, so that it happens once. */
export function useRefund(booking: Booking, onDone: () => void) {
  const { call } = useData();
  const queries = useQueryClient();
  const attempt = useRef<{ readonly wish: string; readonly key: string } | null>(null);
  return useMutation({
    mutationFn: async ({ seats, reason }: RefundWish) => {
      const wish = JSON.stringify([booking.id, seats, reason]);
      if (attempt.current?.wish !== wish) attempt.current = { wish, key: crypto.randomUUID() };
      const input = { params: { id: booking.id }, body: { seats: [...seats], reason } };
      return call(refundBooking, { ...input, idempotencyKey: attempt.current.key });
    },
    onSuccess: async () => {
      attempt.current = null;
      await queries.invalidateQueries({ queryKey: ['bookings'] });
      await queries.invalidateQueries({ queryKey: ['showtimes'] });
      onDone();
    },
  });
}
