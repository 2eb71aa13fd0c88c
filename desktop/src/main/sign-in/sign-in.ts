import { startLogin, type SignInRefusal, type Tokens } from '@foyer/shared/http/sign-in';
import type { SignInFailure } from '../../bridge/session.ts';
import type { AuthApi } from '../auth-api.ts';
import { type Loopback, openLoopback } from './loopback.ts';
import { makeProof, type Proof } from './proof.ts';

const timeLimitMs = 5 * 60_000;

export interface SignInParts {
  readonly apiUrl: string;
  readonly authApi: AuthApi;
  /** Answers whether a browser could be started. */
  readonly openBrowser: (address: string) => Promise<boolean>;
  /** Hears the address before the browser does, and again when it is known whether one opened. */
  readonly onAddress: (address: string, browserOpened: boolean) => void;
}

export type SignInOutcome =
  | { readonly kind: 'tokens'; readonly tokens: Tokens }
  | { readonly kind: 'failed'; readonly failure: SignInFailure };

/** A sign-in under way. */
export interface SignIn {
  readonly outcome: Promise<SignInOutcome>;
  readonly cancel: () => void;
}

/** Begins the sign-in of a public client: browser out, loopback back, code against verifier (RFC 8252). */
export async function beginSignIn(parts: SignInParts): Promise<SignIn> {
  const proof = makeProof();
  const loopback = await openLoopback(proof.state, timeLimitMs);
  const address = loginAddress(parts.apiUrl, loopback.redirectUri, proof);
  parts.onAddress(address, true);
  void tryBrowser(parts, address);
  return { outcome: complete(parts, loopback, proof), cancel: loopback.close };
}

async function tryBrowser(parts: SignInParts, address: string): Promise<void> {
  if (!(await parts.openBrowser(address))) parts.onAddress(address, false);
}

async function complete(parts: SignInParts, loopback: Loopback, proof: Proof): Promise<SignInOutcome> {
  const back = await loopback.outcome;
  switch (back.kind) {
    case 'timed-out':
      return { kind: 'failed', failure: 'timed-out' };
    case 'closed':
      return { kind: 'failed', failure: 'cancelled' };
    case 'refused':
      return { kind: 'failed', failure: (back.reason && failures[back.reason]) ?? 'refused' };
    case 'code': {
      const answer = await parts.authApi.exchange({
        code: back.code,
        codeVerifier: proof.codeVerifier,
        redirectUri: loopback.redirectUri,
      });
      if (answer.kind === 'tokens') return answer;
      const isTill = answer.kind === 'refused' && answer.code === 'till.refused';
      return { kind: 'failed', failure: isTill ? 'till-refused' : answer.kind };
    }
  }
}

/** What the window says more exactly than that the sign-in was refused. */
const failures: Readonly<Partial<Record<SignInRefusal, SignInFailure>>> = {
  disabled: 'disabled',
  'sign-in-expired': 'timed-out',
  'email-not-verified': 'other-account',
  'hosted-domain': 'other-account',
  'provider-client-refused': 'misconfigured',
  'provider-error': 'provider-away',
  'provider-unavailable': 'provider-away',
};

function loginAddress(apiUrl: string, redirectUri: string, proof: Proof): string {
  const url = new URL(startLogin.path, apiUrl);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('state', proof.state);
  url.searchParams.set('code_challenge', proof.codeChallenge);
  url.searchParams.set('code_challenge_method', 'S256');
  return url.href;
}
