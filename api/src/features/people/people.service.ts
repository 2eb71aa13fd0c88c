import type { Person, RoleFilter } from '@foyer/shared/http/people';
import type { UserId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { grantsOf, isStaff, Role } from '@foyer/shared/roles';
import type { Clock } from '../../platform/clock.ts';
import type { Actor } from '../actor.ts';
import { searchKeyOf } from '../identity/person-keys.ts';
import type { PeopleChange, PeopleRepository, PersonRecord } from './people.ts';
import { ruleAgainst, type WantedChange } from './people.policy.ts';
import { cursorOf, presentPerson, readCursor } from './people.presenter.ts';
import type { Origin, Trail } from '../identity/trail.ts';

export interface PeopleNeeds {
  readonly repository: PeopleRepository;
  readonly trail: Trail;
  readonly clock: Clock;
}

export interface PeopleQuery {
  readonly role?: RoleFilter | undefined;
  readonly search?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Who acts, and by which request. */
export interface By {
  readonly actor: Pick<Actor, 'userId' | 'role'>;
  readonly origin: Origin;
}

export type PeopleService = ReturnType<typeof createPeopleService>;

/** More words than a name has narrow nothing down. */
const mostWords = 6;

/** Looking people up, and changing what they may do. */
export function createPeopleService({ repository, trail, clock }: PeopleNeeds) {
  async function list({ userId, role: own }: By['actor'], query: PeopleQuery) {
    const { role, search = '', cursor, limit } = query;
    const words = searchKeyOf(search)
      .split(/\s+/)
      .filter((word) => word !== '');
    const filter = { roles: rolesOf(role), words: words.slice(0, mostWords) };
    const found = await repository.page(filter, { after: readCursor(cursor), limit: limit + 1 });
    const people = found.slice(0, limit);
    const last = people.at(-1);
    const more = found.length > limit && last;
    return {
      people: people.map((person) => presentPerson({ id: userId, role: own }, person)),
      grants: [...grantsOf(own)],
      nextCursor: more ? cursorOf({ key: last.nameKey, id: last.id }) : null,
    };
  }

  /** The person as they were and as they are; both the same where nothing was left to do. */
  async function change(by: By, id: UserId, becomes: WantedChange['becomes']) {
    return repository.alone(async (people) => {
      const actor = await requireStanding(people, by.actor);
      const person = await people.person(id);
      if (!person) throw new AppError('person.not-found', {});
      const otherAdmins = await people.otherAdmins(id);
      const rule = ruleAgainst({ actor, person, becomes, otherAdmins });
      if (rule) throw new AppError('people.rule', { rule });
      const to = writeOf(person, becomes, clock.now());
      if (!to) return { actor, before: person, after: person };
      await people.change(id, to);
      return { actor, before: person, after: { ...person, ...to } };
    });
  }

  async function changeRole(
    by: By,
    id: UserId,
    { role, reason }: { readonly role: Role; readonly reason?: string | undefined },
  ): Promise<Person> {
    const { actor, before, after } = await change(by, id, { role });
    if (before !== after) {
      const change = { before: { role: before.role }, after: { role } };
      await trail(
        { action: 'people.role-changed', actor, target: targetOf(id), ...change, reason },
        by.origin,
      );
    }
    return presentPerson(actor, after);
  }

  async function disable(by: By, id: UserId, reason: string): Promise<Person> {
    const { actor, before, after } = await change(by, id, 'disabled');
    if (before !== after) {
      const facts = { after: { role: after.role }, reason };
      await trail({ action: 'people.disabled', actor, target: targetOf(id), ...facts }, by.origin);
    }
    return presentPerson(actor, after);
  }

  async function enable(by: By, id: UserId): Promise<Person> {
    const { actor, before, after } = await change(by, id, 'enabled');
    if (before !== after) {
      // Sessions from before were worthless while the person was disabled; they do not come back to life.
      await repository.endSessionsOf(id);
      const facts = { after: { role: after.role } };
      await trail({ action: 'people.enabled', actor, target: targetOf(id), ...facts }, by.origin);
    }
    return presentPerson(actor, after);
  }

  return { list, changeRole, disable, enable };
}

/**
 * The caller as they are now: a token may be minutes old, and what it says is not enough to change people. Throws
 * auth.refused, upon which a client asks for a new token and with it for the new role.
 */
export async function requireStanding(people: PeopleChange, actor: By['actor']): Promise<PersonRecord> {
  const found = await people.person(actor.userId);
  if (!found) throw new AppError('auth.refused', { reason: 'user-unknown' });
  if (found.disabledAt !== null) throw new AppError('auth.refused', { reason: 'disabled' });
  if (found.role !== actor.role) throw new AppError('auth.refused', { reason: 'role-changed' });
  return found;
}

function writeOf(person: PersonRecord, becomes: WantedChange['becomes'], now: Date) {
  switch (becomes) {
    case 'disabled':
      return person.disabledAt === null ? { disabledAt: now } : null;
    case 'enabled':
      return person.disabledAt === null ? null : { disabledAt: null };
    default:
      return person.role === becomes.role ? null : { role: becomes.role };
  }
}

function rolesOf(filter: RoleFilter | undefined): readonly Role[] | null {
  if (filter === undefined) return null;
  return filter === 'STAFF' ? Role.options.filter(isStaff) : [filter];
}

function targetOf(id: UserId) {
  return { kind: 'user', id } as const;
}
