import { isDeepStrictEqual } from 'node:util';
import type { ApprovalKind, ApprovalStatus } from '@foyer/shared/approval-kinds';
import type { ApprovalSubject } from '@foyer/shared/http/approvals';
import type { UserId } from '@foyer/shared/ids';
import type { UnusableReason } from '@foyer/shared/problems';
import { can, type Role } from '@foyer/shared/roles';
import type { ApprovalDraft } from './approval.ts';

/** What an action needs an approval for. */
export interface Wanted {
  readonly kind: ApprovalKind;
  readonly subject: ApprovalSubject;
}

/** An action that comes with an approval. */
export interface Use extends Wanted {
  readonly userId: UserId;
  /** Which request the action is: bound to who sends it, its route and its idempotency key. */
  readonly requestHash: string;
}

/** Who decides about others acts alone. */
export function mayActAlone(role: Role): boolean {
  return can(role, 'approvals.decide');
}

/** What an approval is at a moment: the clock ends it, whether or not somebody has written that down yet. */
export function stateAt({ status, expiresAt }: ApprovalDraft, now: Date): ApprovalStatus {
  return (status === 'PENDING' || status === 'GRANTED') && expiresAt <= now ? 'EXPIRED' : status;
}

/** Why an approval does not carry an action; null where it does, also for the action that has used it. */
export function unusableFor(approval: ApprovalDraft | null, use: Use, now: Date): UnusableReason | null {
  if (!approval) return 'unknown';
  if (approval.requestedBy !== use.userId) return 'not-yours';
  if (!isSameSubject(approval, use)) return 'other-subject';
  switch (stateAt(approval, now)) {
    case 'GRANTED':
      return null;
    case 'USED':
      return approval.usedBy === use.requestHash ? null : 'used';
    case 'EXPIRED':
      return 'expired';
    case 'PENDING':
    case 'REFUSED':
    case 'WITHDRAWN':
      return 'not-granted';
  }
}

/** A subject whose seats are in one order, so that two of the same seats are equal. */
export function orderedSubject({ seats, ...rest }: ApprovalSubject): ApprovalSubject {
  return seats ? { ...rest, seats: seats.toSorted() } : rest;
}

function isSameSubject(approval: Wanted, wanted: Wanted): boolean {
  const [given, asked] = [orderedSubject(approval.subject), orderedSubject(wanted.subject)];
  return approval.kind === wanted.kind && isDeepStrictEqual({ ...given }, { ...asked });
}
