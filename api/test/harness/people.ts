import { createHash } from 'node:crypto';
import type { Config } from '@foyer/api/config';
import { tokenAlgorithm, tokenAudience, tokenIssuer } from '@foyer/api/http/authenticate';
import type { Role } from '@foyer/shared/roles';
import type { StandInAccount } from '@foyer/tools/identity-provider/accounts';
import jwt from 'jsonwebtoken';

/** The demo account of each role. */
export const emailOf: Readonly<Record<Role, string>> = {
  USER: 'customer@example.test',
  CASHIER: 'cashier@example.test',
  MANAGER: 'manager@example.test',
  ADMIN: 'admin@example.test',
};

/** An account as the stand-in knows it; the same e-mail is always the same person. */
export function accountOf(email: string): StandInAccount {
  const digits = BigInt(`0x${createHash('sha256').update(email).digest('hex')}`).toString();
  return { sub: `1${digits.slice(0, 20)}`, email, name: email.split('@')[0] ?? email, emailVerified: true };
}

export interface TokenWish {
  readonly userId: string;
  readonly role: string;
  /** From now; negative for a token that has ended. */
  readonly livesSeconds?: number;
  /** Claims that differ from a good token's; `undefined` leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly kid?: string;
  readonly secret?: string;
}

/** An access token signed with the box office's first key, or with whatever a test of refusals wants. */
export function mintToken(config: Config, wish: TokenWish): string {
  const [first] = config.jwtKeys;
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    sub: wish.userId,
    sid: `ses_${wish.userId}`,
    role: wish.role,
    rv: 1,
    till: null,
    iat: now,
    exp: now + (wish.livesSeconds ?? 600),
    iss: tokenIssuer,
    aud: tokenAudience,
    ...wish.claims,
  };
  const present = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
  return jwt.sign(present, wish.secret ?? first?.secret.reveal() ?? '', {
    algorithm: tokenAlgorithm,
    keyid: wish.kid ?? first?.kid ?? '',
    noTimestamp: true,
  });
}
