import type { AuditAction, AuditEvent, AuditFacts } from '@foyer/shared/audit';
import type { ActContext } from '../seats/seats.ts';
import type { ShiftDraft } from './shift.ts';

export interface ShiftFact {
  readonly action: Extract<AuditAction, `shift.${string}`>;
  /** Tells several facts of one kind about one shift apart. */
  readonly part?: string;
  readonly reason?: string | null;
  readonly at: Date;
  readonly more: AuditFacts;
}

/** The fact of one step. Its id is the step's, and no step is taken twice. */
export function shiftEvent(
  shift: Pick<ShiftDraft, '_id' | 'tillId' | 'number' | 'currency' | 'businessDay'>,
  { action, part, reason = null, at, more }: ShiftFact,
  act: ActContext,
): AuditEvent {
  const { _id, tillId, number, currency, businessDay } = shift;
  return {
    id: [_id, action, ...(part === undefined ? [] : [part])].join(':'),
    at: at.toISOString(),
    actor: act.actor,
    till: act.till,
    action,
    target: { kind: 'shift', id: _id },
    showtimeId: null,
    before: null,
    after: { shiftTill: tillId, number, businessDay, currency, ...more },
    reason,
    requestId: act.requestId,
    traceId: act.traceId,
    result: 'OK',
  };
}
