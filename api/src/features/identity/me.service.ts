import type { Me } from '@foyer/shared/http/sign-in';
import type { TillId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { abilitiesOf } from '@foyer/shared/roles';
import type { Actor } from '../actor.ts';
import type { IdentityRepository, User } from './identity.repository.ts';
import { faultOfUser } from './user-fault.policy.ts';

export interface MeNeeds {
  readonly repository: Pick<IdentityRepository, 'findUser'>;
  readonly tillNamesOf: (ids: readonly TillId[]) => Promise<ReadonlyMap<string, string>>;
  /** Until when the person's PIN is good; null for none. */
  readonly pinExpiryOf: (user: User) => Promise<Date | null>;
}

/** The person with what their access token lets them do. Throws auth.refused for one who is gone or disabled. */
export type DescribeMe = (actor: Actor) => Promise<Me>;

export function createDescribeMe({ repository, tillNamesOf, pinExpiryOf }: MeNeeds): DescribeMe {
  return async ({ userId, role, tillId, signedInBy }) => {
    const user = await repository.findUser(userId);
    const fault = faultOfUser(user);
    if (!user || fault) throw new AppError('auth.refused', { reason: fault ?? '' });
    const expiresAt = await pinExpiryOf(user);
    const names = tillId && (await tillNamesOf([tillId]));
    return {
      // The role of the token, by which every route decides until the next refresh, so that no button lies.
      user: { id: user.id, email: user.email, name: user.name, role },
      abilities: [...abilitiesOf(role)],
      signedInBy,
      till: tillId && { id: tillId, name: (names && names.get(tillId)) ?? tillId },
      pin: expiresAt && { expiresAt: expiresAt.toISOString() },
    };
  };
}
