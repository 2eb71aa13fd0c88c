import type { Invitation, Person } from '@foyer/shared/http/people';
import type { UserId } from '@foyer/shared/ids';
import { grantsOf, type Role } from '@foyer/shared/roles';
import { invalidRequest } from '@foyer/shared/problems';
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
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

/** Throws request.invalid for what no list of ours has given. */
export function readCursor(cursor: string | undefined): Position | null {
  if (cursor === undefined) return null;
  const [key, id, ...more] = listIn(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (typeof key === 'string' && typeof id === 'string' && more.length === 0) return { key, id };
  throw invalidRequest([{ path: 'query.cursor', message: 'is not a cursor' }]);
}

function listIn(text: string): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}
