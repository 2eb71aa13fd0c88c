/** Callers with tokens of our own signing: nobody signs in during a bench. */
import { createSignAccessToken } from '@foyer/api/features/identity/access-token';
import { keyRing } from '@foyer/api/http/authenticate';
import { systemClock } from '@foyer/api/platform/clock';
import { Secret } from '@foyer/api/platform/secret';
import { SessionId, UserId } from '@foyer/shared/ids';
import type { Role } from '@foyer/shared/roles';
import type { Step } from '../load/job.ts';
import { secret } from './server.ts';

const crowdSize = 50;

/** Headers of fifty people of one role, signed now: tokens live ten minutes. */
export function crowd(role: Role): readonly Step['headers'][] {
  const sign = createSignAccessToken(keyRing([{ kid: 'main', secret: new Secret(secret) }]), systemClock);
  const sessionEndsAt = new Date(Date.now() + 3_600_000);
  return Array.from({ length: crowdSize }, (_, index) => {
    const userId = UserId.parse(`usr_${role.toLowerCase()}_${index}`);
    const sessionId = SessionId.parse(`ses_${index}`);
    const { accessToken } = sign({
      userId,
      sessionId,
      role,
      roleVersion: 1,
      tillId: null,
      signedInBy: 'GOOGLE',
      sessionEndsAt,
    });
    return { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
  });
}
