import { createHash, randomBytes } from 'node:crypto';

/** What ties a sign-in to the program that began it: `state` for the way back, PKCE S256 (RFC 7636) for the trade. */
export interface Proof {
  readonly state: string;
  readonly codeVerifier: string;
  readonly codeChallenge: string;
}

export function makeProof(): Proof {
  const codeVerifier = randomBytes(32).toString('base64url');
  return {
    state: randomBytes(24).toString('base64url'),
    codeVerifier,
    codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url'),
  };
}
