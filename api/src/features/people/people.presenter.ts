import type { Invitation, Person } from '@foyer/shared/http/people';
import type { UserId } from '@foyer/shared/ids';
import { grantsOf, type Role } from '@foyer/shared/roles';
import type { InvitationRecord, PersonRecord, Position } from './people.ts';
import { isChangeable } from './people.policy.ts';

interface Viewer {
  readonly id: UserId;
  readonly role: Role;
}

export function presentPerson(viewer: Viewer, person: PersonRecord): Person {
  const { id, name, email, role, disabledAt, lastSignInAt } = person;
  return {
    id,
    name,
    email,
    role,
    disabledAt: disabledAt?.toISOString() ?? null,
    lastSignInAt: lastSignInAt.toISOString(),
    changeable: isChangeable(viewer, person),
  };
}

export function presentInvitation(
  viewer: Viewer,
  invitation: InvitationRecord,
  names: ReadonlyMap<string, string>,
): Invitation {
  const { id, email, role, invitedBy, invitedAt, expiresAt } = invitation;
  return {
    id,
    email,
    role,
    invitedBy: names.get(invitedBy) ?? null,
    invitedAt: invitedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    changeable: grantsOf(viewer.role).includes(role),
  };
}

export function cursorOf({ key, id }: Position): string {
  return `${Buffer.from(key).toString('base64url')}.${id}`;
}

/** Reads whatever the contract lets pass: a place in the order of names that nobody has is one too. */
export function readCursor(cursor: string | undefined): Position | null {
  if (cursor === undefined) return null;
  const dot = cursor.indexOf('.');
  return {
    key: Buffer.from(cursor.slice(0, dot), 'base64url').toString('utf8'),
    id: cursor.slice(dot + 1),
  };
}
