import { createSecretKey, type KeyObject } from 'node:crypto';
import { SignedInBy } from '@foyer/shared/http/sign-in';
import { SessionId, TillId, UserId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { Role } from '@foyer/shared/roles';
import jwt from 'jsonwebtoken';
import koaJwt from 'koa-jwt';
import type { Context, Middleware, Next } from 'koa';
import { z } from 'zod';
import type { Secret } from '../platform/secret.ts';
import type { Actor } from './request-context.ts';
import { VerifiedTokens } from './verified-tokens.ts';

/** What an access token says. `exp` is required: koa-jwt lets tokens without it pass. */
export const AccessClaims = z.object({
  sub: UserId,
  sid: SessionId,
  role: Role,
  /** Which of the person's roles, counted from 1, this token was made for; servers of before did not say. */
  rv: z.int().min(1).default(1),
  till: TillId.nullable(),
  /** What began the session; servers of before knew Google only. */
  by: SignedInBy.default('GOOGLE'),
  exp: z.int(),
});
export type AccessClaims = z.infer<typeof AccessClaims>;

export const tokenIssuer = 'foyer';
export const tokenAudience = 'foyer-api';
export const tokenAlgorithm = 'HS256';

/** Signing keys by key id. A Map: with a plain object a forged `kid: "toString"` would find a function. */
export type KeyRing = ReadonlyMap<string, KeyObject>;

export function keyRing(keys: readonly { readonly kid: string; readonly secret: Secret }[]): KeyRing {
  return new Map(keys.map(({ kid, secret }) => [kid, createSecretKey(Buffer.from(secret.reveal(), 'utf8'))]));
}

/** Verifies a bearer token and answers who calls. Throws auth.required, auth.expired or auth.refused. */
export type Authenticate = (ctx: Context) => Promise<Actor>;

/** Why good claims count no more, e.g. `role-changed`, or null. Asked at every use, so it answers from memory. */
export type ReasonAgainst = (claims: AccessClaims) => string | null;

export function createAuthenticate(keys: KeyRing, reasonAgainst: ReasonAgainst): Authenticate {
  const verify: Middleware = koaJwt({
    // koa-jwt's types know no KeyObject; jsonwebtoken below it does, and a KeyObject verifies four times as fast.
    secret: ((header: { kid?: unknown } | undefined) =>
      Promise.resolve(keys.get(String(header?.kid)))) as unknown as koaJwt.SecretLoader,
    algorithms: [tokenAlgorithm],
    issuer: tokenIssuer,
    audience: tokenAudience,
    key: 'claims',
    passthrough: true,
  });
  const verified = new VerifiedTokens<AccessClaims>(Date.now);
  return async (ctx) => {
    const credential = ctx.get('authorization');
    if (credential === '') throw new AppError('auth.required', { reason: 'no-token' });
    const known = verified.find(credential);
    if (known) return actorOf(unrevoked(known, reasonAgainst));
    delete ctx.state['claims'];
    delete ctx.state['jwtOriginalError'];
    await verify(ctx, noNext);
    const claims = claimsOrRefusal(ctx.state['claims'], ctx.state['jwtOriginalError']);
    verified.keep(credential, claims);
    return actorOf(unrevoked(claims, reasonAgainst));
  };
}

/** The same judgement without a request, for sockets. Throws auth.expired or auth.refused. */
export function verifyAccessToken(keys: KeyRing, token: string, reasonAgainst: ReasonAgainst): AccessClaims {
  let verified: unknown;
  try {
    const kid = jwt.decode(token, { complete: true })?.header.kid;
    const key = keys.get(String(kid));
    verified =
      key &&
      jwt.verify(token, key, { algorithms: [tokenAlgorithm], issuer: tokenIssuer, audience: tokenAudience });
  } catch (error) {
    return claimsOrRefusal(undefined, error);
  }
  return unrevoked(claimsOrRefusal(verified, undefined), reasonAgainst);
}

/** Who calls, by their verified claims. */
export function actorOf({ sub, sid, role, till, by }: AccessClaims): Actor {
  return { userId: sub, role, sessionId: sid, tillId: till, signedInBy: by };
}

function unrevoked(claims: AccessClaims, reasonAgainst: ReasonAgainst): AccessClaims {
  const reason = reasonAgainst(claims);
  if (reason !== null) throw new AppError('auth.refused', { reason });
  return claims;
}

function claimsOrRefusal(verified: unknown, failure: unknown): AccessClaims {
  if (failure instanceof Error && failure.name === 'TokenExpiredError') {
    throw new AppError('auth.expired', { reason: 'token-expired' });
  }
  const claims = AccessClaims.safeParse(verified);
  if (failure !== undefined || !claims.success) {
    throw new AppError('auth.refused', { reason: 'token-invalid' });
  }
  return claims.data;
}

const noNext: Next = () => Promise.resolve();
