import type { AuditEvent } from '@foyer/shared/audit';
import type { AdmissionRecord, BookingRecord } from '../bookings/booking.ts';
import type { ActContext } from '../seats/seats.ts';

interface AdmissionFact {
  readonly action: 'ticket.admitted' | 'ticket.admission-undone';
  readonly admission: AdmissionRecord;
  readonly reason?: string;
  readonly act: ActContext;
  readonly at: Date;
}

/** The fact as it goes to the booking's outbox; its id is the scan's, so that telling it twice records it once. */
export function admissionEvent(booking: BookingRecord, fact: AdmissionFact): AuditEvent {
  const { action, admission, reason, act, at } = fact;
  return {
    ...eventAbout(booking, act, at),
    id: [booking._id, booking.version, action, admission.scanHash].join(':'),
    action,
    after: { version: booking.version, ...ticketFacts(booking, admission) },
    reason: reason ?? null,
    result: 'OK',
  };
}

/** A guest came in by a ticket that the server would not have let in; there is nothing else to write. */
export function replayRefusedEvent(
  booking: BookingRecord,
  admission: AdmissionRecord,
  told: { readonly act: ActContext; readonly at: Date; readonly why: string },
): AuditEvent {
  const action = told.why === 'ticket.admitted' ? 'ticket.admitted-twice' : 'ticket.replay-refused';
  return {
    ...eventAbout(booking, told.act, told.at),
    id: `${action}:${admission.scanHash}`,
    action,
    after: { ...ticketFacts(booking, admission), why: told.why },
    reason: null,
    result: 'REFUSED',
  };
}

function eventAbout(booking: BookingRecord, { actor, till, requestId, traceId }: ActContext, at: Date) {
  return {
    at: at.toISOString(),
    actor,
    till,
    target: { kind: 'booking' as const, id: booking._id },
    showtimeId: booking.showtimeId,
    before: null,
    requestId,
    traceId,
  };
}

function ticketFacts({ reference }: BookingRecord, { seat, place, scannedAt }: AdmissionRecord) {
  return {
    reference,
    seats: [seat],
    ...(place === null ? {} : { place }),
    ...(scannedAt === null ? {} : { scannedAt: scannedAt.toISOString() }),
  };
}
