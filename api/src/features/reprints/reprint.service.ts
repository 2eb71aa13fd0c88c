import type { AuditEvent } from '@foyer/shared/audit';
import type { Booking } from '@foyer/shared/http/bookings';
import type { ReprintRequest } from '@foyer/shared/http/reprints';
import type { BookingId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import type { ActContext } from '../seats/seats.ts';

export interface ReprintNeeds {
  readonly findBooking: (id: BookingId) => Promise<Pick<Booking, 'status' | 'showtimeId'> | null>;
  readonly record: (event: AuditEvent) => Promise<void>;
  readonly clock: Clock;
}

export type NoteReprint = (act: ActContext, id: BookingId, request: ReprintRequest) => Promise<void>;

/** Whoever prints tickets again says why before they come out. Throws booking.not-found, booking.state. */
export function createNoteReprint({ findBooking, record, clock }: ReprintNeeds): NoteReprint {
  return async (act, id, { reprintId, reason }) => {
    const booking = await findBooking(id);
    if (!booking) throw new AppError('booking.not-found', {});
    if (booking.status !== 'BOOKED') throw new AppError('booking.state', { state: booking.status });
    // The event's own id makes it once: there is nothing else to write that could be told apart from it.
    await record({
      id: `reprint:${id}:${reprintId}`,
      at: clock.now().toISOString(),
      actor: act.actor,
      till: act.till,
      action: 'ticket.reprinted',
      target: { kind: 'booking', id },
      showtimeId: booking.showtimeId,
      before: null,
      after: null,
      reason,
      requestId: act.requestId,
      traceId: act.traceId,
      result: 'OK',
    });
  };
}
