/** oidc-provider, set up to answer as Google does. */
import { randomBytes } from 'node:crypto';
import { type Configuration, interactionPolicy, Provider } from 'oidc-provider';
import { claimsOf, type StandInAccount } from './accounts.ts';
import { memoryAdapters } from './memory-adapter.ts';
import type { SigningKey } from './signing-key.ts';
import { type Tamper, tamperWith } from './tampering.ts';

export const paths = {
  authorization: '/auth',
  token: '/token',
  certs: '/certs',
  signIn: '/sign-in/',
} as const;

export type ProviderOptions = {
  readonly issuer: string;
  readonly accounts: readonly StandInAccount[];
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  readonly key: SigningKey;
  /** The key that ID tokens leave with: after a rotation another than `key`, which the provider itself signs with. */
  readonly currentKey: () => SigningKey;
  readonly tamper?: Tamper | undefined;
};

const scopes = ['openid', 'email', 'profile'];
const minute = 60;

export function makeProvider(options: ProviderOptions): Provider {
  const { key, currentKey, tamper } = options;
  const provider = new Provider(options.issuer, configuration(options));
  provider.use(async (ctx, next) => {
    await next();
    const body: unknown = ctx.body;
    if (ctx.path !== paths.token || !hasIdToken(body)) return;
    if (tamper === undefined && currentKey() === key) return;
    ctx.body = { ...body, id_token: tamperWith(body.id_token, tamper ?? unchanged, currentKey()) };
  });
  return provider;
}

function configuration(options: ProviderOptions): Configuration {
  const { accounts, key } = options;
  return {
    adapter: memoryAdapters(),
    clients: [
      {
        client_id: options.clientId,
        client_secret: options.clientSecret,
        redirect_uris: [...options.redirectUris],
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [{ ...key.privateKey.export({ format: 'jwk' }), kid: key.kid, use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    scopes,
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'given_name', 'family_name'],
    },
    // Google puts e-mail and profile into the ID token itself.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    interactions: { policy: alwaysAsk(), url: (_ctx, { uid }) => `${paths.signIn}${uid}` },
    routes: { authorization: paths.authorization, token: paths.token },
    ttl: {
      AccessToken: 60 * minute,
      AuthorizationCode: minute,
      Grant: 60 * minute,
      IdToken: 60 * minute,
      Interaction: 10 * minute,
      Session: 60 * minute,
    },
    findAccount: (_ctx, sub) => {
      const account = accounts.find((candidate) => candidate.sub === sub);
      return account && { accountId: sub, claims: () => claimsOf(account) };
    },
    // Consent is given in advance: Google asks once per person, and that screen tests nothing of ours.
    loadExistingGrant: async ({ oidc }) => {
      const clientId = oidc.client?.clientId;
      const accountId = oidc.session?.accountId;
      if (clientId === undefined || accountId === undefined) return undefined;
      const grant = new oidc.provider.Grant({ clientId, accountId });
      grant.addOIDCScope(scopes.join(' '));
      await grant.save();
      return grant;
    },
  };
}

/** Each sign-in asks who it is, whatever session the browser has: a demo switches accounts all the time. */
function alwaysAsk(): NonNullable<NonNullable<Configuration['interactions']>['policy']> {
  const policy = interactionPolicy.base();
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);
  policy.get('login')?.checks.add(
    new interactionPolicy.Check('account_choice', 'an account has to be chosen', ({ oidc }) => {
      const answered = oidc.result?.login !== undefined;
      return answered ? interactionPolicy.Check.NO_NEED_TO_PROMPT : interactionPolicy.Check.REQUEST_PROMPT;
    }),
  );
  return policy;
}

const unchanged: Tamper = (claims) => claims;

function hasIdToken(body: unknown): body is { readonly id_token: string } {
  return typeof body === 'object' && body !== null && 'id_token' in body && typeof body.id_token === 'string';
}
