import type { AuditAction, AuditEvent, AuditFacts } from '@foyer/shared/audit';
import type { ActContext } from '../seats/seats.ts';
import type { LeaseConflictDraft } from './conflict.ts';
import type { LeaseDraft } from './lease.ts';

interface LeaseFact {
  readonly action: Extract<AuditAction, 'lease.granted' | 'lease.replayed' | 'lease.returned' | 'lease.lost'>;
  readonly at: Date;
  readonly reason?: string;
  readonly more: AuditFacts;
}

/** The fact of one step of a lease. Its id is the step's, and no step is taken twice. */
export function leaseEvent(
  lease: LeaseDraft,
  { action, at, reason, more }: LeaseFact,
  act: ActContext,
): AuditEvent {
  const { _id, version, status, till, showtimeId, seats } = lease;
  return {
    ...told(act, at),
    id: `${_id}:${version}:${action}`,
    action,
    target: { kind: 'lease', id: _id },
    showtimeId,
    before: null,
    after: { status, leaseTill: till, left: seats, ...more },
    reason: reason ?? null,
    result: 'OK',
  };
}

/** That a sale could not be booked, and what was done about it. */
export function conflictEvent(conflict: LeaseConflictDraft, act: ActContext): AuditEvent {
  const { _id, leaseId, till, showtimeId, currency, sale, reason, resolution, createdAt } = conflict;
  const { soldAt, soldBy, saleId, reference, lines, paidMinor } = sale;
  return {
    ...told(act, resolution?.at ?? createdAt),
    id: `${_id}:${resolution ? 'resolved' : 'open'}`,
    action: resolution ? 'lease.conflict-resolved' : 'lease.conflict',
    target: { kind: 'lease', id: leaseId },
    showtimeId,
    before: null,
    after: {
      conflictId: _id,
      leaseTill: till,
      saleId,
      reference,
      seats: lines.map(({ seat }) => seat),
      paidMinor,
      currency,
      soldBy,
      soldAt,
      conflict: reason,
      ...(resolution ? { resolution: resolution.action, bookingId: resolution.bookingId } : {}),
    },
    reason: resolution?.reason ?? null,
    result: resolution ? 'OK' : 'FAILED',
  };
}

function told(act: ActContext, at: Date) {
  const { actor, till, requestId, traceId } = act;
  return { at: at.toISOString(), actor, till, requestId, traceId };
}
