import { AuditEvent } from '@foyer/shared/audit';
import { ApprovalKind, ApprovalStatus } from '@foyer/shared/approval-kinds';
import { ApprovalSubject, DecidedBy } from '@foyer/shared/http/approvals';
import { ApprovalId, TillId, UserId } from '@foyer/shared/ids';
import { z } from 'zod';

/** Something a manager is asked to allow, and what became of it. */
export const ApprovalRecord = z.object({
  _id: ApprovalId,
  kind: ApprovalKind,
  /** Seats in it are sorted. */
  subject: ApprovalSubject,
  reason: z.string(),
  requestedBy: UserId,
  till: TillId.nullable(),
  /** As it was written: what has run out since says `stateAt`. */
  status: ApprovalStatus,
  requestedAt: z.date(),
  /** A grant moves it: from then on it is the end of the time for the action. */
  expiresAt: z.date(),
  decidedBy: UserId.nullable(),
  decidedAt: z.date().nullable(),
  note: z.string().nullable(),
  by: DecidedBy.nullable(),
  /** What was asked for, so that the same key asks for nothing else. */
  payloadHash: z.string(),
  /** Which request it was used by: the same one may come again, and no other. */
  usedBy: z.string().nullable(),
  /** When its status was written last. */
  changedAt: z.date(),
  /** Facts on their way to the audit, in the same write as the state they tell of. */
  outbox: z.array(AuditEvent),
});
export type ApprovalRecord = z.infer<typeof ApprovalRecord>;

/** An approval without the facts on their way. */
export type ApprovalDraft = Omit<ApprovalRecord, 'outbox'>;
