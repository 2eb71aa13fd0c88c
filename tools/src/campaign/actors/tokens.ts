/** Access tokens signed with the server's own secret: a hundred actors do not queue at the sign-in. */
import { createHmac } from 'node:crypto';

export type Role = 'USER' | 'CASHIER' | 'MANAGER';

/** A JSON Web Token as the API expects it (HS256, key id `main`), good for a day. */
export function mintToken(secret: string, person: { readonly userId: string; readonly role: Role }): string {
  const now = Math.floor(Date.now() / 1_000);
  const head = { alg: 'HS256', typ: 'JWT', kid: 'main' };
  const claims = {
    sub: person.userId,
    sid: `ses_${person.userId}`,
    role: person.role,
    till: null,
    iat: now - 3_600,
    exp: now + 86_400,
    iss: 'foyer',
    aud: 'foyer-api',
  };
  const signed = [head, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
