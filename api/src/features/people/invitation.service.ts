import type { Invitation } from '@foyer/shared/http/people';
import { InvitationId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { grantsOf, ranksAtLeast, type Role } from '@foyer/shared/roles';
import type { Clock } from '../../platform/clock.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import type { InvitationRecord, PeopleRepository } from './people.ts';
import { normalEmail } from './people.policy.ts';
import { cursorOf, presentInvitation, readCursor } from './people.presenter.ts';
import { requireStanding, type By } from './people.service.ts';
import type { Trail } from '../identity/trail.ts';

export interface InvitationNeeds {
  readonly repository: PeopleRepository;
  readonly trail: Trail;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** How long one waits for its sign-in. */
  readonly lifeMs: number;
  /** Sees to it that one mail goes out for each invitation; answers whether the house sends mail at all. */
  readonly mail: (id: InvitationId) => Promise<boolean>;
  readonly namesOf: (userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export interface InvitationQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export type InvitationService = ReturnType<typeof createInvitationService>;

/** Roles that wait for an address to sign in. */
export function createInvitationService(needs: InvitationNeeds) {
  const { repository, trail, clock, ids } = needs;

  async function list({ userId: id, role }: By['actor'], { cursor, limit }: InvitationQuery) {
    const request = { after: readCursor(cursor), limit: limit + 1 };
    const found = await repository.invitations(clock.now(), request);
    const invitations = found.slice(0, limit);
    const names = await needs.namesOf([...new Set(invitations.map(({ invitedBy }) => invitedBy))]);
    const last = invitations.at(-1);
    return {
      invitations: invitations.map((invitation) => presentInvitation({ id, role }, invitation, names)),
      nextCursor: found.length > limit && last ? cursorOf({ key: last.email, id: last.id }) : null,
    };
  }

  /** One invitation an address: the same role again answers the one that waits, another role takes its place. */
  async function invite(
    by: By,
    wish: { readonly email: string; readonly role: Role },
  ): Promise<{ readonly invitation: Invitation; readonly mailed: boolean }> {
    const [email, role] = [normalEmail(wish.email), wish.role];
    const now = clock.now();
    const fresh = InvitationId.parse(ids.next('inv'));
    const { actor, invitation, replaced } = await repository.alone(async (people) => {
      const actor = await requireStanding(people, by.actor);
      requireGrant(actor.role, role);
      const there = (await people.peopleAt(email)).find((person) => ranksAtLeast(person.role, role));
      if (there) throw new AppError('invitation.needless', { role: there.role });
      const open = await people.invitationFor(email);
      const isOver = open !== null && open.expiresAt <= now;
      if (open && !isOver && open.role === role) return { actor, invitation: open, replaced: open };
      if (open && !isOver) requireGrant(actor.role, open.role);
      if (open) await people.removeInvitation(open.id);
      const expiresAt = new Date(now.getTime() + needs.lifeMs);
      const made = { id: fresh, email, role, invitedBy: actor.id, invitedAt: now, expiresAt };
      await people.addInvitation(made);
      return { actor, invitation: made, replaced: isOver ? null : open };
    });
    if (replaced?.id !== invitation.id) {
      const change = {
        ...(replaced ? { before: { invitation: replaced.id, role: replaced.role } } : {}),
        after: { role, expiresAt: invitation.expiresAt.toISOString() },
      };
      await trail({ action: 'people.invited', actor, target: targetOf(invitation), ...change }, by.origin);
    }
    const mailed = await needs.mail(invitation.id);
    const names = await needs.namesOf([invitation.invitedBy]);
    return { invitation: presentInvitation(actor, invitation, names), mailed };
  }

  async function withdraw(by: By, id: InvitationId): Promise<void> {
    const { actor, invitation } = await repository.alone(async (people) => {
      const actor = await requireStanding(people, by.actor);
      const invitation = await people.invitation(id);
      if (!invitation || invitation.expiresAt <= clock.now()) throw new AppError('invitation.not-found', {});
      requireGrant(actor.role, invitation.role);
      await people.removeInvitation(id);
      return { actor, invitation };
    });
    const before = { role: invitation.role };
    const target = targetOf(invitation);
    await trail({ action: 'people.invitation-withdrawn', actor, target, before }, by.origin);
  }

  return { list, invite, withdraw };
}

function requireGrant(own: Role, role: Role): void {
  if (!grantsOf(own).includes(role)) throw new AppError('people.rule', { rule: 'above-your-role' });
}

function targetOf({ id }: InvitationRecord) {
  return { kind: 'invitation', id } as const;
}
