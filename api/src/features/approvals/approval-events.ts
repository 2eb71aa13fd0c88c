import type { AuditAction, AuditEvent } from '@foyer/shared/audit';
import type { ActContext } from '../seats/seats.ts';
import type { ApprovalDraft } from './approval.ts';

const actions = {
  PENDING: 'approval.requested',
  GRANTED: 'approval.granted',
  REFUSED: 'approval.refused',
  WITHDRAWN: 'approval.withdrawn',
  EXPIRED: 'approval.expired',
  USED: 'approval.used',
} as const satisfies Record<ApprovalDraft['status'], AuditAction>;

/** The fact of an approval's newest step. Its id is the step's, and no step is taken twice. */
export function approvalEvent(approval: ApprovalDraft, act: ActContext, note: string | null): AuditEvent {
  const { _id, kind, subject, status, requestedBy, reason, till, changedAt } = approval;
  return {
    id: `${_id}:${status}`,
    at: changedAt.toISOString(),
    actor: act.actor,
    till: act.till,
    action: actions[status],
    target: { kind: 'approval', id: _id },
    showtimeId: subject.showtimeId ?? null,
    before: null,
    after: { kind, ...subject, requestedBy, requestTill: till, requestReason: reason, by: approval.by },
    reason: note,
    requestId: act.requestId,
    traceId: act.traceId,
    result: status === 'REFUSED' ? 'REFUSED' : 'OK',
  };
}
