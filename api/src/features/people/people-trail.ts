import type { AuditEvent, AuditFacts } from '@foyer/shared/audit';
import type { UserId } from '@foyer/shared/ids';
import type { Role } from '@foyer/shared/roles';
import type { Clock } from '../../platform/clock.ts';
import type { IdSource } from '../../platform/random-ids.ts';

/** The request that an act belongs to. */
export interface Origin {
  readonly requestId: string;
  readonly traceId: string;
}

/** One act upon people; ids only, never an address. */
export interface PeopleFact {
  readonly action:
    | 'people.invited'
    | 'people.invitation-withdrawn'
    | 'people.role-changed'
    | 'people.disabled'
    | 'people.enabled';
  readonly actor: { readonly id: UserId; readonly role: Role };
  readonly target: AuditEvent['target'];
  readonly before?: AuditFacts;
  readonly after?: AuditFacts;
  readonly reason?: string | undefined;
}

export type PeopleTrail = (fact: PeopleFact, origin: Origin) => Promise<void>;

export interface PeopleTrailNeeds {
  readonly record: (event: AuditEvent) => Promise<void>;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Writes acts upon people to the audit. */
export function createPeopleTrail({ record, clock, ids }: PeopleTrailNeeds): PeopleTrail {
  return ({ action, actor, target, before, after, reason }, { requestId, traceId }) =>
    record({
      id: ids.next('evt'),
      at: clock.now().toISOString(),
      actor: { id: actor.id, role: actor.role },
      till: null,
      action,
      target,
      showtimeId: null,
      before: before ?? null,
      after: after ?? null,
      reason: reason ?? null,
      requestId,
      traceId,
      result: 'OK',
    });
}
