import type { SignedInBy } from '@foyer/shared/http/sign-in';
import type { SessionId, TillId, UserId } from '@foyer/shared/ids';
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

/** Short, because a server that is cut off from the database can't learn that a token was revoked. */
export const accessSeconds = 600;

export interface AccessSubject {
  readonly userId: UserId;
  readonly sessionId: SessionId;
  readonly role: Role;
  readonly roleVersion: number;
  readonly tillId: TillId | null;
  readonly signedInBy: SignedInBy;
  /** When the session is over: no token of it lives longer. */
  readonly sessionEndsAt: Date;
}

export interface SignedToken {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
}

/** Makes a signed access token that lives `accessSeconds`, or less where the session ends before. */
export type SignAccessToken = (subject: AccessSubject) => SignedToken;

/** Signs with the ring's first key and names it in the header. */
export function createSignAccessToken(keys: KeyRing, clock: Clock): SignAccessToken {
  const [first] = keys;
  if (!first) throw new Error('a key is needed to sign access tokens with');
  const [keyid, key] = first;
  return ({ userId, sessionId, role, roleVersion, sessionEndsAt, tillId, signedInBy }) => {
    const issuedAt = Math.floor(clock.now().getTime() / 1000);
    const leftSeconds = Math.floor(sessionEndsAt.getTime() / 1000) - issuedAt;
    const expiresInSeconds = Math.max(1, Math.min(accessSeconds, leftSeconds));
    const claims: AccessClaims & { readonly iat: number } = {
      sub: userId,
      sid: sessionId,
      role,
      rv: roleVersion,
      till: tillId,
      by: signedInBy,
      iat: issuedAt,
      exp: issuedAt + expiresInSeconds,
    };
    const options = {
      algorithm: tokenAlgorithm,
      issuer: tokenIssuer,
      audience: tokenAudience,
      keyid,
    } as const;
    return { accessToken: jwt.sign(claims, key, options), expiresInSeconds };
  };
}
