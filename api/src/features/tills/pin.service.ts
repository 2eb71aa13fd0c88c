import type { PinSignIn } from '@foyer/shared/http/pin';
import type { TillPerson } from '@foyer/shared/http/tills';
import type { UserId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { can } from '@foyer/shared/roles';
import type { Clock } from '../../platform/clock.ts';
import type { User } from '../identity/identity.repository.ts';
import type { Origin, Trail } from '../identity/trail.ts';
import { pinExpiryOf } from './pin-expiry.policy.ts';
import { judgeTry } from './pin-lockout.policy.ts';
import type { PinHash, PinHasher, PinRepository } from './pin.ts';
import type { By } from './till.service.ts';
import type { KnownTill, TillRepository } from './till.ts';

type Standing = Parameters<typeof pinExpiryOf>[0];

export interface PinNeeds {
  readonly repository: PinRepository;
  readonly tills: Pick<TillRepository, 'peopleOf'>;
  readonly hasher: PinHasher;
  /** Alone among all changes of people, so that no PIN comes after the end of its person's job; false where it would. */
  readonly save: (userId: UserId, hash: PinHash, may: (person: Standing) => boolean) => Promise<boolean>;
  /** How long a PIN is good after its person's last sign-in with Google. */
  readonly livesMs: number;
  readonly findUsers: (ids: readonly UserId[]) => Promise<readonly User[]>;
  /** Ends the sessions that the person began by PIN. */
  readonly endPinSessionsOf: (userId: UserId) => Promise<number>;
  readonly trail: Trail;
  readonly clock: Clock;
}

export type PinService = ReturnType<typeof createPinService>;

/** Quick PINs: who has one, and who knows it. */
export function createPinService(needs: PinNeeds) {
  const { repository, hasher, trail, clock } = needs;

  /** Whether this person may use a PIN at all. */
  function mayUsePin(user: Standing): boolean {
    return pinExpiryOf(user, { now: clock.now(), livesMs: needs.livesMs }) !== null;
  }

  /** Counts a try before it is made: of those that race, no more than five get past here. Throws pin.locked. */
  async function countTry(userId: UserId) {
    for (;;) {
      const { version, ...tries } = await repository.triesOf(userId);
      const at = clock.now();
      const verdict = judgeTry(tries, at);
      if (verdict.kind === 'locked') throw locked(verdict.until);
      if (await repository.moveTries(userId, version, { ...verdict.next, at })) return verdict;
    }
  }

  async function personAt(till: Pick<KnownTill, 'id'>, userId: UserId): Promise<User | null> {
    const [[user], people] = await Promise.all([needs.findUsers([userId]), needs.tills.peopleOf(till.id)]);
    return user && mayUsePin(user) && people.includes(userId) ? user : null;
  }

  return {
    /** Throws auth.refused where the person's role or account has changed since their token. */
    set: async ({ actor, origin }: By, pin: string): Promise<void> => {
      const [user] = await needs.findUsers([actor.userId]);
      const isSaved =
        user && mayUsePin(user) && (await needs.save(user.id, await hasher.hash(user.id, pin), mayUsePin));
      if (!isSaved) throw new AppError('auth.refused', { reason: 'role-changed' });
      await repository.forgetTries(user.id);
      const after = { sessions: await needs.endPinSessionsOf(user.id) };
      await trail(
        { action: 'pin.set', actor: user, till: actor.tillId, target: targetOf(user.id), after },
        origin,
      );
    },

    remove: async ({ actor, origin }: By): Promise<void> => {
      const { userId: id, role, tillId } = actor;
      if (!(await repository.remove(id))) return;
      const after = { sessions: await needs.endPinSessionsOf(id) };
      await trail(
        { action: 'pin.removed', actor: { id, role }, till: tillId, target: targetOf(id), after },
        origin,
      );
    },

    /**
     * The person whose PIN this is. Throws pin.refused, or pin.locked from the fifth wrong one in a row on; to people
     * who are unknown, have no PIN or do not belong to this till the same is said, after the same work.
     */
    check: async (till: Pick<KnownTill, 'id'>, { userId, pin }: PinSignIn, origin: Origin): Promise<User> => {
      const { attemptsLeft, next } = await countTry(userId);
      const [user, stored] = await Promise.all([personAt(till, userId), repository.find(userId)]);
      const isRight = await hasher.matches(userId, pin, user && stored);
      if (user && isRight) {
        await repository.forgetTries(userId);
        return user;
      }
      const { lockedUntil } = next;
      const facts = { actor: null, till: till.id, target: targetOf(userId), after: { attemptsLeft } };
      await trail({ action: 'sign-in.refused', reason: 'pin-wrong', ...facts }, origin);
      if (lockedUntil === null) throw new AppError('pin.refused', { attemptsLeft });
      const after = { until: lockedUntil.toISOString() };
      await trail({ action: 'pin.locked', ...facts, after }, origin);
      throw locked(lockedUntil);
    },

    /** Who may take this till over by PIN, by name. */
    peopleAt: async (till: KnownTill): Promise<TillPerson[]> => {
      const ids = await needs.tills.peopleOf(till.id);
      const [users, having, locks] = await Promise.all([
        needs.findUsers(ids),
        repository.having(ids),
        repository.locksOf(ids),
      ]);
      const usable = users.filter((user) => mayUsePin(user) && having.has(user.id));
      return usable
        .toSorted((one, other) => one.name.localeCompare(other.name, 'en'))
        .map(({ id, name, role }) => ({
          id,
          name,
          lockedUntil: futureOf(locks.get(id), clock.now()),
          mayDecide: can(role, 'approvals.decide'),
        }));
    },
  };
}

function futureOf(until: Date | undefined, now: Date): string | null {
  return until && until > now ? until.toISOString() : null;
}

function locked(until: Date): AppError {
  return new AppError('pin.locked', { until: until.toISOString() });
}

function targetOf(id: UserId) {
  return { kind: 'user', id } as const;
}
