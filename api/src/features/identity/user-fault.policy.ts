import type { User } from './identity.repository.ts';

/** Why this person may not be signed in; null for one who may. */
export function faultOfUser(user: User | null): string | null {
  if (!user) return 'user-unknown';
  return user.disabledAt === null ? null : 'disabled';
}
