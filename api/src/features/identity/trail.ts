import type { AuditAction, AuditEvent } from '@foyer/shared/audit';
import type { TillId, UserId } from '@foyer/shared/ids';
import type { Role } from '@foyer/shared/roles';
import type { Clock } from '../../platform/clock.ts';
import type { IdSource } from '../../platform/random-ids.ts';

/** The request that an act belongs to. */
export interface Origin {
  readonly requestId: string;
  readonly traceId: string;
}

/** One act of identity or upon people; ids only, never an address. */
export interface IdentityFact {
  readonly action: Extract<AuditAction, `sign-${string}` | `${'people' | 'till' | 'pin'}.${string}`>;
  /** Who acts; null where nobody is known yet. */
  readonly actor: { readonly id: UserId; readonly role: Role } | null;
  /** Where; left out for acts that no till takes part in. */
  readonly till?: TillId | null;
  readonly target: AuditEvent['target'];
  readonly reason?: string | undefined;
  readonly before?: AuditEvent['before'];
  readonly after?: AuditEvent['after'];
}

export type Trail = (fact: IdentityFact, origin: Origin) => Promise<void>;

interface TrailNeeds {
  readonly record: (event: AuditEvent) => Promise<void>;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Writes these acts to the audit. */
export function createTrail({ record, clock, ids }: TrailNeeds): Trail {
  return ({ action, actor, till, target, reason, before, after }, { requestId, traceId }) =>
    record({
      id: ids.next('evt'),
      at: clock.now().toISOString(),
      actor: actor ? { id: actor.id, role: actor.role } : { id: 'anonymous', role: null },
      till: till ?? null,
      action,
      target,
      showtimeId: null,
      before: before ?? null,
      after: after ?? null,
      reason: reason ?? null,
      requestId,
      traceId,
      result: action === 'sign-in.refused' || action === 'pin.locked' ? 'REFUSED' : 'OK',
    });
}
