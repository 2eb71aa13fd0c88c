import type { CallbackQuery, LoginQuery, SignInRefusal } from '@foyer/shared/http/sign-in';
import { AppError } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import { DependencyUnavailable } from '../../platform/unavailable.ts';
import type { IdentityProvider, ProviderPerson, ProviderRefusal } from './identity-provider.ts';
import type { IdentityRepository, User } from './identity.repository.ts';
import { isAllowedRedirect, redirectWith } from './redirect-uri.policy.ts';
import { mayBootstrap, roleAtSignIn, type RoleRules } from './role-at-sign-in.policy.ts';
import { derivedFrom, hashOf, newSecret } from './secrets.ts';
import type { SignInAttemptDocument } from './sign-in-attempt.model.ts';
import type { Origin, Trail } from './trail.ts';

/** How long a person may take at the provider. */
export const attemptMs = 600_000;
/** Design section 7: from the redirect to the exchange is one step of a program. */
export const codeMs = 60_000;

export interface SignInNeeds {
  readonly repository: IdentityRepository;
  readonly provider: IdentityProvider;
  readonly webRedirectUris: readonly string[];
  readonly roleRules: RoleRules;
  /** Gives a person the role that an invitation keeps for their address; answers them as they are then. */
  readonly acceptInvitation: (user: User, origin: Origin) => Promise<User>;
  readonly trail: Trail;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A sign-in under way: where the browser goes, and the secret that it has to bring back with `state`. */
export interface StartedSignIn {
  readonly location: string;
  readonly state: string;
  readonly browserSecret: string;
}

export interface SignInService {
  /** Throws auth.refused for an address that no client of ours can have. */
  start(query: LoginQuery): Promise<StartedSignIn>;
  /**
   * Answers the client's address with `code` or `error`. Throws auth.refused where there is no address to trust: the
   * state is unknown, was used, or comes from another browser than the one that started.
   */
  finish(query: CallbackQuery, browserSecret: string | undefined, origin: Origin): Promise<string>;
}

export function createSignInService(needs: SignInNeeds): SignInService {
  const { repository, provider, trail, clock } = needs;

  return {
    start: async (query) => {
      if (!isAllowedRedirect(query.redirect_uri, needs.webRedirectUris)) {
        throw new AppError('auth.refused', { reason: 'redirect-uri' });
      }
      const [state, browserSecret] = [newSecret(), newSecret()];
      await repository.saveAttempt({
        _id: hashOf(state),
        browserSecretHash: hashOf(browserSecret),
        redirectUri: query.redirect_uri,
        clientState: query.state,
        codeChallenge: query.code_challenge,
        expiresAt: new Date(clock.now().getTime() + attemptMs),
      });
      const location = provider.addressFor({
        state,
        nonce: derivedFrom(browserSecret, 'nonce'),
        codeChallenge: hashOf(derivedFrom(browserSecret, 'pkce-verifier')),
        loginHint: query.login_hint,
      });
      return { location, state, browserSecret };
    },

    finish: async (query, browserSecret, origin) => {
      const attempt =
        browserSecret && (await repository.takeAttempt(hashOf(query.state), hashOf(browserSecret)));
      if (!attempt) throw new AppError('auth.refused', { reason: 'sign-in-unknown' });
      const outcome = await identify(provider, query, { attempt, browserSecret, now: clock.now() });
      if ('person' in outcome) {
        const user = await admit(outcome.person, needs, origin);
        if (user.disabledAt !== null) {
          const target = { kind: 'user', id: user.id } as const;
          await trail({ action: 'sign-in.refused', actor: user, target, reason: 'disabled' }, origin);
          return backWith(attempt, { error: 'access_denied', reason: 'disabled' });
        }
        const code = await issueCode(user, attempt, needs);
        return redirectWith(attempt.redirectUri, { code, state: attempt.clientState });
      }
      const target = { kind: 'system', id: 'sign-in' } as const;
      await trail({ action: 'sign-in.refused', actor: null, target, reason: outcome.reason }, origin);
      return backWith(attempt, outcome);
    },
  };
}

/** `error` is what clients of OAuth 2 know (RFC 6749, 4.1.2.1); `reason` is ours. */
type Outcome = { readonly person: ProviderPerson } | Refused;

interface Refused {
  readonly error: string;
  readonly reason: SignInRefusal;
}

interface Given {
  readonly attempt: SignInAttemptDocument;
  readonly browserSecret: string;
  readonly now: Date;
}

async function identify(provider: IdentityProvider, query: CallbackQuery, given: Given): Promise<Outcome> {
  if (given.attempt.expiresAt <= given.now) return { error: 'access_denied', reason: 'sign-in-expired' };
  if (query.error === 'access_denied') return { error: 'access_denied', reason: 'denied' };
  if (query.error !== undefined || query.code === undefined) {
    return { error: 'server_error', reason: 'provider-error' };
  }
  try {
    const answer = await provider.identify({
      code: query.code,
      codeVerifier: derivedFrom(given.browserSecret, 'pkce-verifier'),
      nonce: derivedFrom(given.browserSecret, 'nonce'),
    });
    if (answer.kind === 'person') return { person: answer.person };
    return { error: errorOf[answer.reason], reason: answer.reason };
  } catch (error) {
    // The attempt is used up, so the person goes back to the client, which can offer another one; the OAuth error
    // stands for the 503 that a redirect can't carry (RFC 6749, 4.1.2.1).
    if (!(error instanceof DependencyUnavailable)) throw error;
    return { error: 'temporarily_unavailable', reason: 'provider-unavailable' };
  }
}

const errorOf: Readonly<Record<ProviderRefusal, string>> = {
  'provider-code-refused': 'access_denied',
  'provider-client-refused': 'server_error',
  'provider-error': 'server_error',
  'id-token-invalid': 'access_denied',
  'nonce-mismatch': 'access_denied',
  'email-not-verified': 'access_denied',
  'hosted-domain': 'access_denied',
};

function backWith({ redirectUri, clientState }: SignInAttemptDocument, { error, reason }: Refused): string {
  return redirectWith(redirectUri, { error, error_description: reason, state: clientState });
}

/** Finds or makes the person. Two people of the bootstrap list who come first at once both become ADMIN, as listed. */
async function admit(person: ProviderPerson, needs: SignInNeeds, origin: Origin): Promise<User> {
  const { repository, roleRules, ids, clock } = needs;
  const known = await repository.welcome(person, ids.next('usr'), clock.now());
  if (known.disabledAt !== null) return known;
  const user = await needs.acceptInvitation(known, origin);
  const adminExists = !mayBootstrap(user.email, roleRules) || (await repository.hasAdmin());
  const role = roleAtSignIn(user, roleRules, adminExists);
  if (role === user.role) return user;
  await repository.setRole(user.id, role);
  const target = { kind: 'user', id: user.id } as const;
  const reason = roleRules.demoRoles.has(user.email.toLowerCase()) ? 'demo account' : 'bootstrap list';
  const change = { before: { role: user.role }, after: { role } };
  await needs.trail({ action: 'people.role-changed', actor: user, target, reason, ...change }, origin);
  return { ...user, role };
}

async function issueCode(user: User, attempt: SignInAttemptDocument, needs: SignInNeeds): Promise<string> {
  const code = newSecret();
  await needs.repository.saveCode({
    _id: hashOf(code),
    userId: user.id,
    redirectUri: attempt.redirectUri,
    codeChallenge: attempt.codeChallenge,
    expiresAt: new Date(needs.clock.now().getTime() + codeMs),
  });
  return code;
}
