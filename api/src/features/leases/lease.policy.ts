import type { JournalId, LeaseId, TillId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { can } from '@foyer/shared/roles';
import type { Actor } from '../actor.ts';
import type { LeaseRecord } from './lease.ts';

/** Throws till.needed where nobody's till is meant. */
export function requireTill({ tillId }: Pick<Actor, 'tillId'>): TillId {
  if (tillId === null) throw new AppError('till.needed', {});
  return tillId;
}

/** Throws lease.not-found unless it is the till's, or the caller a manager: a journal may come by another till. */
export function requireLeaseOf(
  { tillId, role }: Pick<Actor, 'tillId' | 'role'>,
  lease: LeaseRecord | null,
): LeaseRecord {
  if (lease && (lease.till === tillId || can(role, 'lease.manage'))) return lease;
  throw new AppError('lease.not-found', {});
}

/** Throws lease.elsewhere where another device of the till has the lease: what it has sold nobody else knows. */
export function requireJournal(lease: Pick<LeaseRecord, '_id' | 'journalId'>, journalId: JournalId): void {
  if (lease.journalId === journalId) return;
  throw new AppError('lease.elsewhere', { leaseId: lease._id satisfies LeaseId });
}
