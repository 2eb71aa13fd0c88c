import type { ConflictState } from '@foyer/shared/http/lease-conflicts';
import { AppError } from '@foyer/shared/problems';
import { can } from '@foyer/shared/roles';
import type { Actor } from '../actor.ts';
import type { LeaseConflictRecord } from './conflict.ts';
import type { ConflictRepository } from './conflict.repository.ts';
import type { LeaseRecord } from './lease.ts';
import { requireTill } from './lease.policy.ts';
import type { LeaseRepository } from './lease.repository.ts';

export interface LeaseListsOptions {
  readonly repository: Pick<LeaseRepository, 'live'>;
  readonly conflicts: Pick<ConflictRepository, 'list'>;
}

export type LeaseLists = ReturnType<typeof createLeaseLists>;

/** What is lent, and what waits for a decision: a till's own, or for managers everybody's. */
export function createLeaseLists({ repository, conflicts }: LeaseListsOptions) {
  return {
    /** Throws till.needed, action.forbidden. */
    live: async (actor: Actor, isAll: boolean): Promise<readonly LeaseRecord[]> => {
      if (isAll && !can(actor.role, 'lease.manage')) {
        throw new AppError('action.forbidden', { action: 'lease.manage' });
      }
      return repository.live(isAll ? null : requireTill(actor));
    },
    conflicts: async (
      { role, tillId }: Actor,
      state: ConflictState | undefined,
    ): Promise<readonly LeaseConflictRecord[]> => {
      if (can(role, 'lease.manage')) return conflicts.list({ till: null, state });
      return tillId === null ? [] : conflicts.list({ till: tillId, state });
    },
  };
}
