import type { UserId } from '@foyer/shared/ids';
import type { PeopleRule } from '@foyer/shared/problems';
import { grantsOf, ranksAtLeast, type Role } from '@foyer/shared/roles';

interface Standing {
  readonly id: UserId;
  readonly role: Role;
}

export interface WantedChange {
  readonly actor: Standing;
  readonly person: Standing & { readonly disabledAt: Date | null };
  readonly becomes: { readonly role: Role } | 'disabled' | 'enabled';
  /** Administrators who may sign in, beside this person. */
  readonly otherAdmins: number;
}

/** Which rule stands against a change; null where none does. */
export function ruleAgainst({ actor, person, becomes, otherAdmins }: WantedChange): PeopleRule | null {
  const staysAdmin = becomes === 'enabled' || (typeof becomes === 'object' && becomes.role === 'ADMIN');
  const isLastAdmin = person.role === 'ADMIN' && person.disabledAt === null && otherAdmins === 0;
  if (isLastAdmin && !staysAdmin && actor.role === 'ADMIN') return 'last-admin';
  if (actor.id === person.id) return 'own-account';
  const wanted = typeof becomes === 'object' ? [person.role, becomes.role] : [person.role];
  return wanted.every((role) => grantsOf(actor.role).includes(role)) ? null : 'above-your-role';
}

/** Whether somebody may change a person at all, for whoever lists people. */
export function isChangeable(actor: Standing, person: Standing): boolean {
  return actor.id !== person.id && grantsOf(actor.role).includes(person.role);
}

/** The role that whoever takes an invitation has then: it lifts and never lowers. */
export function roleByInvitation(current: Role, invited: Role): Role {
  return ranksAtLeast(current, invited) ? current : invited;
}

/** One address, however it is written. Only case is dropped: dots and tags tell mailboxes apart at some providers. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}
