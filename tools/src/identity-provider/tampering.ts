/** Lets tests issue ID tokens a client has to refuse: another nonce, audience, issuer, time or address. */
import { sign } from 'node:crypto';
import type { SigningKey } from './signing-key.ts';

export type Claims = Record<string, unknown>;
export type Tamper = (claims: Claims) => Claims;

/** The token with changed claims, signed again with the given key. */
export function tamperWith(idToken: string, tamper: Tamper, key: SigningKey): string {
  const [, payload = ''] = idToken.split('.');
  const header = Buffer.from(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: key.kid })).toString(
    'base64url',
  );
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
  const changed = Buffer.from(JSON.stringify(tamper(claims))).toString('base64url');
  const signature = sign('sha256', Buffer.from(`${header}.${changed}`), key.privateKey);
  return `${header}.${changed}.${signature.toString('base64url')}`;
}
