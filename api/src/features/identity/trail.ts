import type { AuditEvent } from '@foyer/shared/audit';
import type { Clock } from '../../platform/clock.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import type { User } from './identity.repository.ts';

/** The request that an act belongs to. */
export interface Origin {
  readonly requestId: string;
  readonly traceId: string;
}

/** One act of identity; ids only. */
export interface IdentityFact {
  readonly action: 'sign-in.success' | 'sign-in.refused' | 'sign-out' | 'people.role-changed';
  /** Null where nobody is known yet. */
  readonly user: Pick<User, 'id' | 'role'> | null;
  readonly target: AuditEvent['target'];
  readonly reason?: string;
  readonly before?: AuditEvent['before'];
  readonly after?: AuditEvent['after'];
}

export type Trail = (fact: IdentityFact, origin: Origin) => Promise<void>;

interface TrailNeeds {
  readonly record: (event: AuditEvent) => Promise<void>;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Writes identity's acts to the audit. */
export function createTrail({ record, clock, ids }: TrailNeeds): Trail {
  return ({ action, user, target, reason, before, after }, { requestId, traceId }) =>
    record({
      id: ids.next('evt'),
      at: clock.now().toISOString(),
      actor: user ? { id: user.id, role: user.role } : { id: 'anonymous', role: null },
      till: null,
      action,
      target,
      showtimeId: null,
      before: before ?? null,
      after: after ?? null,
      reason: reason ?? null,
      requestId,
      traceId,
      result: action === 'sign-in.refused' ? 'REFUSED' : 'OK',
    });
}
