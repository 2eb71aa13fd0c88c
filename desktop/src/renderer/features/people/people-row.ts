import type { Invitation, Person, RoleFilter } from '@foyer/shared/http/people';
import { isStaff, type Role } from '@foyer/shared/roles';
import type { Tone } from '../../ui/status.tsx';

/** A line of the list: somebody who is here, or an address that is expected. */
export type PeopleRow =
  | {
      readonly kind: 'person';
      readonly id: string;
      readonly email: string;
      readonly role: Role;
      readonly person: Person;
    }
  | {
      readonly kind: 'invitation';
      readonly id: string;
      readonly email: string;
      readonly role: Role;
      readonly invitation: Invitation;
    };

export type Filter = RoleFilter | 'every';

export interface Looked {
  readonly filter: Filter;
  readonly search: string;
}

/** Whom the list shows: who is expected first, because somebody waits for them. */
export function rowsOf(
  people: readonly Person[],
  invitations: readonly Invitation[],
  looked: Looked,
): readonly PeopleRow[] {
  const expected = invitations.filter((invitation) => fits(invitation, looked));
  return [
    ...expected.map((invitation): PeopleRow => {
      const { id, email, role } = invitation;
      return { kind: 'invitation', id, email, role, invitation };
    }),
    ...people.map((person): PeopleRow => {
      const { id, email, role } = person;
      return { kind: 'person', id, email, role, person };
    }),
  ];
}

export function statusOf(row: PeopleRow): readonly [word: string, tone: Tone] {
  if (row.kind === 'invitation') return ['Invited', 'open'];
  return row.person.disabledAt === null ? ['Active', 'good'] : ['Disabled', 'bad'];
}

function fits({ email, role }: Invitation, { filter, search }: Looked): boolean {
  const inRole = filter === 'every' || filter === role || (filter === 'STAFF' && isStaff(role));
  const words = search.toLowerCase().split(/\s+/);
  return inRole && words.every((word) => email.includes(word));
}
