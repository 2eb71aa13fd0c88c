/** Signs a person in over plain HTTP, as the desktop does through a browser. */
import { createHash, randomBytes } from 'node:crypto';
import { Tokens } from '@foyer/shared/http/sign-in';
import { tillHeader } from '@foyer/shared/http/tills';
import { Browser } from './browser.ts';

/** A loopback address that nobody needs to listen on: the walk stops before fetching it. */
const redirectUri = 'http://127.0.0.1:49151/signed-in';

/** At an enrolled till with its key. Throws one sentence where a step refuses. */
export async function signIn(apiUrl: string, email: string, tillKey?: string): Promise<Tokens> {
  const codeVerifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const query = new URLSearchParams({
    redirect_uri: redirectUri,
    state,
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
    login_hint: email,
  });
  const { url, reply } = await new Browser().get(
    `${apiUrl}/api/auth/google/login?${query.toString()}`,
    redirectUri,
  );
  if (reply !== undefined) {
    throw new Error(`the sign-in of ${email} ended at ${url.origin}${url.pathname} with ${reply.status}`);
  }
  const error = url.searchParams.get('error');
  if (error !== null) throw new Error(`the sign-in of ${email} was refused: ${error}`);
  if (url.searchParams.get('state') !== state) throw new Error('the sign-in returned another state');
  const answer = await fetch(`${apiUrl}/api/auth/token`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(tillKey === undefined ? {} : { [tillHeader]: tillKey }),
    },
    body: JSON.stringify({ code: url.searchParams.get('code') ?? '', codeVerifier, redirectUri }),
    signal: AbortSignal.timeout(10_000),
  });
  if (answer.status !== 200) {
    throw new Error(`POST /api/auth/token answered ${answer.status}: ${await answer.text()}`);
  }
  return Tokens.parse(await answer.json());
}
