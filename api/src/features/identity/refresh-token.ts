import { createHmac, hkdfSync } from 'node:crypto';
import { SessionId } from '@foyer/shared/ids';
import type { Secret } from '../../platform/secret.ts';
import { isSame, newSecret } from './secrets.ts';

/**
 * Refresh tokens are `session.secret.seal`, opaque to clients. The seal is an HMAC under a server key, so that only a
 * token which was once issued can count as reused: knowing a session's id is not enough to end it.
 */
export interface RefreshTokens {
  /** A session's first token. */
  first(sessionId: SessionId): string;
  /** The session of a genuine token, or null. */
  sessionOf(token: string): SessionId | null;
  /**
   * The tokens that may follow a genuine one, newest signing key first: each is an HMAC of it, so the same predecessor
   * always has the same successor, although only hashes are stored. More than one while keys are being exchanged.
   */
  successorsOf(token: string): readonly string[];
}

interface Keys {
  readonly successor: Buffer;
  readonly seal: Buffer;
}

/** Derives the keys from the signing keys, of which the first issues and all are accepted. */
export function createRefreshTokens(signingKeys: readonly { readonly secret: Secret }[]): RefreshTokens {
  const rings = signingKeys.map(({ secret }): Keys => {
    return { successor: derive(secret, 'refresh successor'), seal: derive(secret, 'refresh seal') };
  });
  const [issuing] = rings;
  if (!issuing) throw new Error('a signing key is needed to derive refresh tokens from');
  return {
    first: (sessionId) => sealed(`${sessionId}.${newSecret()}`, issuing),
    sessionOf: (token) => {
      const unsealed = token.slice(0, token.lastIndexOf('.'));
      if (!rings.some((keys) => isSame(sealed(unsealed, keys), token))) return null;
      return SessionId.safeParse(unsealed.slice(0, unsealed.lastIndexOf('.'))).data ?? null;
    },
    successorsOf: (token) => {
      const unsealed = token.slice(0, token.lastIndexOf('.'));
      const sessionId = unsealed.slice(0, unsealed.lastIndexOf('.'));
      return rings.map((keys) => sealed(`${sessionId}.${hmac(keys.successor, token)}`, keys));
    },
  };
}

function derive(secret: Secret, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret.reveal(), '', `foyer ${purpose}`, 32));
}

function sealed(unsealed: string, keys: Keys): string {
  return `${unsealed}.${hmac(keys.seal, unsealed).slice(0, 22)}`;
}

function hmac(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('base64url');
}
