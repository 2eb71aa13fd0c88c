import type { ApprovalId } from '@foyer/shared/ids';
import type { AmountMinor } from '@foyer/shared/money';
import { AppError } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import type { By } from './approval.service.ts';
import type { ApprovalDraft } from './approval.ts';
import { approvalEvent } from './approval-events.ts';
import { mayActAlone, unusableFor, type Use, type Wanted } from './approval.policy.ts';
import type { ApprovalRepository } from './approval.repository.ts';

/** An action that its caller may not take alone, and what it brings for it. */
export interface ApprovedAction extends Wanted {
  readonly approvalId: ApprovalId | undefined;
  /** Which request the action is: bound to who sends it, its route and its idempotency key. */
  readonly requestHash: string;
  /** Where a limit says that the action needs an approval. */
  readonly limitMinor?: AmountMinor;
}

export interface Approvals {
  /**
   * Whether the action may go on, as `use` will find it; nothing is used yet. Throws approval.needed,
   * approval.unusable.
   */
  readonly check: (by: By, action: ApprovedAction) => Promise<void>;
  /**
   * Binds the approval to this very request, for good: the same one passes again, so that nothing is lost where the
   * process dies between this and the action's own write; any other is refused. Called right before that write.
   * Answers which approval was used; null for whoever acts on their own authority. Throws as `check`.
   */
  readonly use: (by: By, action: ApprovedAction) => Promise<ApprovalId | null>;
}

export interface UseApprovalNeeds {
  readonly repository: Pick<ApprovalRepository, 'find' | 'step'>;
  readonly clock: Clock;
  readonly onSaved: () => void;
}

const attempts = 3;

/** What actions ask before they do what not everybody may do alone. */
export function createApprovals({ repository, clock, onSaved }: UseApprovalNeeds): Approvals {
  /** The approval that carries the action; null where none is needed. */
  async function find({ actor }: By, action: ApprovedAction): Promise<ApprovalDraft | null> {
    if (mayActAlone(actor.role)) return null;
    const { approvalId, kind, subject, requestHash, limitMinor } = action;
    if (!approvalId) {
      throw new AppError('approval.needed', { kind, ...(limitMinor === undefined ? {} : { limitMinor }) });
    }
    const approval = await repository.find(approvalId);
    const use: Use = { kind, subject, requestHash, userId: actor.userId };
    const reason = unusableFor(approval, use, clock.now());
    if (reason !== null) throw new AppError('approval.unusable', { reason });
    return approval;
  }

  return {
    check: async (by, action) => {
      await find(by, action);
    },
    use: async (by, action) => {
      for (let turn = 0; turn < attempts; turn += 1) {
        const seen = await find(by, action);
        if (!seen) return null;
        if (seen.status === 'USED') return seen._id;
        const now = clock.now();
        const next: ApprovalDraft = {
          ...seen,
          status: 'USED',
          usedBy: action.requestHash,
          changedAt: now,
        };
        const used = await repository.step(seen, { next, fact: approvalEvent(next, by.act, null) }, now);
        if (used) {
          onSaved();
          return used._id;
        }
      }
      throw new AppError('approval.unusable', { reason: 'used' });
    },
  };
}
