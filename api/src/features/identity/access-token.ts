import type { SessionId, UserId } from '@foyer/shared/ids';
import type { Role } from '@foyer/shared/roles';
import jwt from 'jsonwebtoken';
import {
  tokenAlgorithm,
  tokenAudience,
  tokenIssuer,
  type AccessClaims,
  type KeyRing,
} from '../../http/authenticate.ts';
import type { Clock } from '../../platform/clock.ts';

/** Short, because an access token can't be taken back: it is how long a role outlives its withdrawal at most. */
export const accessSeconds = 600;

export interface AccessSubject {
  readonly userId: UserId;
  readonly sessionId: SessionId;
  readonly role: Role;
}

/** Makes a signed access token that lives `accessSeconds`. */
export type SignAccessToken = (subject: AccessSubject) => string;

/** Signs with the ring's first key and names it in the header. */
export function createSignAccessToken(keys: KeyRing, clock: Clock): SignAccessToken {
  const [first] = keys;
  if (!first) throw new Error('a key is needed to sign access tokens with');
  const [keyid, key] = first;
  return ({ userId, sessionId, role }) => {
    const issuedAt = Math.floor(clock.now().getTime() / 1000);
    const claims: AccessClaims & { readonly iat: number } = {
      sub: userId,
      sid: sessionId,
      role,
      till: null,
      iat: issuedAt,
      exp: issuedAt + accessSeconds,
    };
    return jwt.sign(claims, key, {
      algorithm: tokenAlgorithm,
      issuer: tokenIssuer,
      audience: tokenAudience,
      keyid,
    });
  };
}
