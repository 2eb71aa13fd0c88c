import type { AuditEvent } from '@foyer/shared/audit';
import { ownerParts, type SeatEvent } from '../seats/seats.ts';

const kindOf = {
  'seat.locked': 'hold',
  'seat.released': 'hold',
  'seat.timeout': 'hold',
  'seat.forced-release': 'hold',
  'hold.offered': 'hold',
  'hold.handed-over': 'hold',
  'seat.booked': 'booking',
  'seat.leased': 'lease',
  'seat.put-on-sale': 'showtime',
  'seat.reconciled': 'showtime',
} as const;

/** The audit's view of a seat event; null for what is no fact about a seat. */
export function seatFactOf(event: SeatEvent): AuditEvent | null {
  if (event.type === 'hydrated') return null;
  const { actor, till, requestId, traceId, reason = null } = event.context;
  const expiry = event.expiresAt ? { expiresAt: event.expiresAt.toISOString() } : {};
  return {
    id: seatFactId(event),
    at: event.at.toISOString(),
    actor,
    till,
    action: event.type,
    target: { kind: kindOf[event.type], id: event.subject },
    showtimeId: event.showtimeId,
    before: event.formerOwner ? { owner: ownerParts(event.formerOwner) } : null,
    after: { seats: event.seats, status: event.status, epoch: event.epoch, seq: event.seq, ...expiry },
    reason,
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
