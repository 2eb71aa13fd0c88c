import type { Approval } from '@foyer/shared/http/approvals';
import type { UserId } from '@foyer/shared/ids';
import type { ApprovalDraft } from './approval.ts';
import { stateAt } from './approval.policy.ts';

export type NamesOf = (userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Approvals as they leave, with the names of who asked and who decided. */
export async function presentApprovals(
  approvals: readonly ApprovalDraft[],
  namesOf: NamesOf,
  now: Date,
): Promise<Approval[]> {
  const people = approvals.flatMap(({ requestedBy, decidedBy }) => [requestedBy, decidedBy ?? requestedBy]);
  const names = approvals.length === 0 ? new Map<string, string>() : await namesOf([...new Set(people)]);
  const named = (id: UserId) => ({ id, name: names.get(id) ?? null });
  return approvals.map((approval) => {
    const { _id: id, kind, subject, reason, till, note, by, decidedAt } = approval;
    return {
      id,
      kind,
      subject,
      reason,
      requestedBy: named(approval.requestedBy),
      till,
      status: stateAt(approval, now),
      requestedAt: approval.requestedAt.toISOString(),
      expiresAt: approval.expiresAt.toISOString(),
      decidedBy: approval.decidedBy && named(approval.decidedBy),
      decidedAt: decidedAt && decidedAt.toISOString(),
      note,
      by,
    };
  });
}
