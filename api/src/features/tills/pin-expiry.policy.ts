import { isStaff } from '@foyer/shared/roles';
import type { User } from '../identity/identity.repository.ts';

/** Until when this person could use a PIN; null for whoever may use none now. */
export function pinExpiryOf(
  { role, disabledAt, lastSignInAt }: Pick<User, 'role' | 'disabledAt' | 'lastSignInAt'>,
  { now, livesMs }: { readonly now: Date; readonly livesMs: number },
): Date | null {
  const expiresAt = new Date(lastSignInAt.getTime() + livesMs);
  return disabledAt === null && isStaff(role) && expiresAt > now ? expiresAt : null;
}
