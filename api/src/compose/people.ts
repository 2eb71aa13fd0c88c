import type { AuditEvent } from '@foyer/shared/audit';
import type { Connection } from 'mongoose';
import type { Config } from '../config.ts';
import { createAdmission } from '../features/people/admission.service.ts';
import { createInvitationService, type InvitationNeeds } from '../features/people/invitation.service.ts';
import { createPeopleRepository, peopleModels } from '../features/people/people.repository.ts';
import { peopleRoutes } from '../features/people/people.routes.ts';
import { createPeopleService } from '../features/people/people.service.ts';
import { createTrail } from '../features/identity/trail.ts';
import type { Route } from '../http/bind.ts';
import type { Base } from './base.ts';

export interface PeopleParts {
  readonly config: Config;
  readonly base: Base;
  readonly connection: Connection;
  readonly record: (event: AuditEvent) => Promise<void>;
}

/** Who may do what. The sign-in takes invitations from here; names and mail come from what is built after it. */
export function composePeople({ config, base, connection, record }: PeopleParts) {
  const { clock, ids } = base;
  const repository = createPeopleRepository(connection);
  const trail = createTrail({ record, clock, ids });
  const needs = { repository, trail, clock, ids };
  return {
    models: peopleModels(connection),
    acceptInvitation: createAdmission(needs),
    /** For the mail: null once there is nothing left to accept. */
    findInvitation: async (id: string) => {
      const found = await repository.findInvitation(id);
      if (!found || found.expiresAt <= clock.now()) return null;
      const { email, role, expiresAt, invitedBy } = found;
      return { email, role, expiresAt, invitedBy: await repository.nameOf(invitedBy) };
    },
    routesFor: (later: Pick<InvitationNeeds, 'namesOf' | 'mail'>): readonly Route[] =>
      peopleRoutes({
        people: createPeopleService(needs),
        invitations: createInvitationService({ ...needs, ...later, lifeMs: config.invitationMs }),
      }),
  };
}
