import type { AuditAction, AuditEvent, AuditResult } from '@foyer/shared/audit';
import type { ActContext } from '../seats/seats.ts';
import type { BookingDraft } from './booking.ts';

type BookingAction = Extract<AuditAction, `booking.${string}` | `payment.${string}`>;

export interface BookingFact {
  readonly action: BookingAction;
  readonly before?: BookingDraft['status'];
  readonly reason?: string;
  /** Tells several facts of one kind in one step apart. */
  readonly part?: string;
  /** What the fact is about, beside the booking itself. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** The fact as it goes to the outbox. Its id is the transition's, so that telling it twice records it once. */
export function bookingEvent(
  booking: BookingDraft,
  fact: BookingFact,
  told: { readonly act: ActContext; readonly at: Date },
): AuditEvent {
  const { act, at } = told;
  return {
    id: [booking._id, booking.version, fact.action, ...(fact.part ? [fact.part] : [])].join(':'),
    at: at.toISOString(),
    actor: act.actor,
    till: act.till,
    action: fact.action,
    target: { kind: 'booking', id: booking._id },
    showtimeId: booking.showtimeId,
    before: fact.before ? { status: fact.before } : null,
    after: {
      status: booking.status,
      version: booking.version,
      reference: booking.reference,
      seats: booking.seats,
      totalMinor: booking.totalMinor,
      currency: booking.currency,
      tenders: booking.payments.map((payment) => payment.tender),
      ...fact.more,
    },
    reason: fact.reason ?? null,
    requestId: act.requestId,
    traceId: act.traceId,
    result: resultOf(fact.action),
  };
}

const failures: ReadonlySet<BookingAction> = new Set([
  'booking.failed',
  'payment.unknown',
  'payment.refund-failed',
]);

function resultOf(action: BookingAction): AuditResult {
  if (failures.has(action)) return 'FAILED';
  return action === 'payment.declined' ? 'REFUSED' : 'OK';
}
