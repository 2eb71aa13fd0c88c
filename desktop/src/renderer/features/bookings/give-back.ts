import { type Booking, refundBooking } from '@foyer/shared/http/bookings';
import { voidBooking, voidWindowMinutes } from '@foyer/shared/http/booking-flow';
import type { SeatId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import { useQueryClient } from '@tanstack/react-query';
import { useData } from '../../data/data-layer.tsx';
import { type GuardedAct, useGuardedAct } from '../approvals/use-guarded-act.ts';

export const giveBackReasons = [
  { id: 'guest', name: 'Guest changed their mind' },
  { id: 'mistake', name: 'Sold by mistake' },
  { id: 'show', name: 'Trouble with the show' },
  { id: 'seat', name: 'Trouble with the seat' },
] as const;

export type GiveBackReason = (typeof giveBackReasons)[number]['id'];

export function reasonName(reason: GiveBackReason): string {
  return giveBackReasons.find(({ id }) => id === reason)?.name ?? '';
}

export interface RefundWish {
  readonly seats: readonly SeatId[];
  readonly reason: string;
}

/** Gives seats back; above the cashier's limit a manager is asked first. */
export function useRefund(booking: Booking, onDone: () => void): GuardedAct<RefundWish> {
  const { call } = useData();
  return useGuardedAct({
    run: ({ seats, reason }, { idempotencyKey, approval }) => {
      const body = { seats: [...seats], reason, ...approval };
      return call(refundBooking, { params: { id: booking.id }, body, idempotencyKey });
    },
    requestOf: ({ seats, reason }) => ({
      kind: 'REFUND',
      subject: { bookingId: booking.id, seats: [...seats], ...priceOf(booking, seats) },
      reason,
    }),
    onDone: useAfterwards(onDone),
  });
}

/** Takes the whole sale back, as if it had not been made. */
export function useVoid(booking: Booking, onDone: () => void): GuardedAct<{ readonly reason: string }> {
  const { call } = useData();
  return useGuardedAct({
    run: ({ reason }, { idempotencyKey, approval }) =>
      call(voidBooking, { params: { id: booking.id }, body: { reason, ...approval }, idempotencyKey }),
    requestOf: ({ reason }) => ({
      kind: 'VOID',
      subject: { bookingId: booking.id, ...priceOf(booking, booking.seats) },
      reason,
    }),
    onDone: useAfterwards(onDone),
  });
}

/** Whether a sale is fresh enough, and as it was made; the server has the last word. */
export function mayBeVoided(booking: Booking, nowMs: number): boolean {
  const ageMs = nowMs - Date.parse(booking.createdAt);
  return booking.status === 'BOOKED' && booking.refunds.length === 0 && ageMs < voidWindowMinutes * 60_000;
}

function priceOf({ lines, currency }: Booking, seats: readonly SeatId[]) {
  const given = lines.filter((line) => seats.includes(line.seat));
  return { amountMinor: sumMinor(given.map((line) => line.priceMinor)), currency };
}

function useAfterwards(onDone: () => void): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({ queryKey: ['bookings'] });
    await queries.invalidateQueries({ queryKey: ['showtimes'] });
    onDone();
  };
}
