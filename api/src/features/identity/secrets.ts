import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits in 43 URL-safe characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * SHA-256 in base64url: the only form in which a secret is stored. Secrets here have 256 bits of their own, so no
 * salt and no slow hash is needed. It is also the S256 challenge of a PKCE verifier (RFC 7636, 4.2).
 */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('base64url');
}

/** Another secret of 43 URL-safe characters, from which the first one can't be found. */
export function derivedFrom(secret: string, purpose: 'nonce' | 'pkce-verifier'): string {
  return createHmac('sha256', secret).update(purpose, 'utf8').digest('base64url');
}

/** Compares without telling by its time where two texts differ. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one, 'utf8'), Buffer.from(other, 'utf8')];
  return a.length === b.length && timingSafeEqual(a, b);
}
