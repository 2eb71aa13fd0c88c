import { grantsOf } from '@foyer/shared/roles';
import type { Clock } from '../../platform/clock.ts';
import type { User } from '../identity/identity.repository.ts';
import type { PeopleRepository } from './people.ts';
import { normalEmail, roleByInvitation } from './people.policy.ts';
import type { Origin, Trail } from '../identity/trail.ts';

export interface AdmissionNeeds {
  readonly repository: PeopleRepository;
  readonly trail: Trail;
  readonly clock: Clock;
}

export type AcceptInvitation = (user: User, origin: Origin) => Promise<User>;

/**
 * Takes the invitation that waits for the verified address of somebody who signs in: from then on the role is theirs
 * by Google's `sub`, whatever becomes of the address. One whose giver may not give the role any more is void.
 */
export function createAdmission({ repository, trail, clock }: AdmissionNeeds): AcceptInvitation {
  return async (user, origin) => {
    const email = normalEmail(user.email);
    // Nearly everybody who signs in was not invited: one look at an index, and no transaction.
    if (!(await repository.hasInvitation(email))) return user;
    const taken = await repository.alone(async (people) => {
      const [invitation, person] = [await people.invitationFor(email), await people.person(user.id)];
      if (!invitation || !person || person.disabledAt !== null) return null;
      await people.removeInvitation(invitation.id);
      if (invitation.expiresAt <= clock.now()) return null;
      const giver = await people.person(invitation.invitedBy);
      const isGood = giver?.disabledAt === null && grantsOf(giver.role).includes(invitation.role);
      const role = isGood ? roleByInvitation(person.role, invitation.role) : person.role;
      if (role !== person.role) await people.change(person.id, { role });
      return { invitation, person, isGood, role };
    });
    if (!taken) return user;
    const { invitation, person, isGood, role } = taken;
    const actor = { id: person.id, role: person.role };
    if (!isGood) {
      const target = { kind: 'invitation', id: invitation.id } as const;
      const facts = {
        before: { role: invitation.role },
        reason: 'whoever invited may not give this role any more',
      };
      await trail({ action: 'people.invitation-withdrawn', actor, target, ...facts }, origin);
    } else if (role !== person.role) {
      const target = { kind: 'user', id: person.id } as const;
      const after = { role, invitation: invitation.id, invitedBy: invitation.invitedBy };
      const facts = { before: { role: person.role }, after, reason: 'invitation' };
      await trail({ action: 'people.role-changed', actor, target, ...facts }, origin);
    }
    return { ...user, role };
  };
}
