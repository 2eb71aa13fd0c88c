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
  return Array.from({ length: crowdSize }, (_, index) => {
    const userId = UserId.parse(`usr_${role.toLowerCase()}_${index}`);
    const token = sign({ userId, sessionId: SessionId.parse(`ses_${index}`), role });
    return { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  });
}
