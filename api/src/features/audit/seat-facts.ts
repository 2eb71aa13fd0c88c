import type { AuditEvent } from '@foyer/shared/audit';
import type { SeatEvent } from '../seats/seats.ts';

const kindOf = {
  'seat.locked': 'hold',
  'seat.released': 'hold',
  'seat.timeout': 'hold',
  'seat.booked': 'booking',
  'seat.reconciled': 'showtime',
} as const;

/** The audit's view of a seat event; null for what is no fact about a seat. */
export function seatFactOf(event: SeatEvent): AuditEvent | null {
  if (event.type === 'hydrated') return null;
  const { actor, till, requestId, traceId } = event.context;
  return {
    id: seatFactId(event),
    at: event.at.toISOString(),
    actor,
    till,
    action: event.type,
    target: { kind: kindOf[event.type], id: event.subject },
    showtimeId: event.showtimeId,
    before: null,
    after: { seats: event.seats, status: event.status, epoch: event.epoch, seq: event.seq },
    reason: null,
    requestId,
    traceId,
    result: 'OK',
  };
}

/** A seat event's id in the trail. */
export function seatFactId({
  showtimeId,
  epoch,
  seq,
}: Pick<SeatEvent, 'showtimeId' | 'epoch' | 'seq'>): string {
  return `${showtimeId}:${epoch}:${seq}`;
}
