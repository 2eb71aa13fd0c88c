import { CodeChallengeMethod, OAuth2Client, gaxios, type OAuth2ClientOptions } from 'google-auth-library';
import { z } from 'zod';
import type { GoogleConfig } from '../../config.ts';
import type { Logger } from '../../platform/logger.ts';
import { DependencyUnavailable } from '../../platform/unavailable.ts';
import type { IdentityProvider, ProviderAnswer, ProviderRefusal } from './identity-provider.ts';
import { isSame } from './secrets.ts';

/** Of one request; a sign-in makes two at most, so an unreachable provider costs 5 s. */
const requestTimeoutMs = 2_500;

/** Google names itself by either in its ID tokens. */
const googleIssuers = ['https://accounts.google.com', 'accounts.google.com'];

const IdTokenClaims = z.object({
  sub: z.string().min(1).max(255),
  nonce: z.string(),
  email: z.email(),
  email_verified: z.literal(true),
  name: z.string().min(1).optional(),
});

/** Signs in with Google, or with the stand-in that the configuration names. */
export function createGoogleGateway(config: GoogleConfig, log: Logger): IdentityProvider {
  const client = new OAuth2Client({
    clientId: config.clientId,
    clientSecret: config.clientSecret.reveal(),
    redirectUri: config.redirectUrl,
    endpoints: endpointsOf(config),
    issuers: googleIssuers.includes(config.issuer) ? googleIssuers : [config.issuer],
    // The library would repeat even the POST of a code, which is good for one use.
    transporterOptions: { timeout: requestTimeoutMs, retryConfig: { retry: 0 } },
  });

  /** Keeps of the library's error only what can't hold a token or a secret. */
  function giveUp(step: string, error: unknown): DependencyUnavailable {
    const code = error instanceof gaxios.GaxiosError ? (error.status ?? error.code) : undefined;
    log.warn({ step, code }, 'the identity provider does not answer');
    return new DependencyUnavailable('identity-provider', {
      cause: new Error(`${step}: ${code ?? 'no answer'}`),
    });
  }

  async function redeem(code: string, codeVerifier: string): Promise<Redeemed> {
    try {
      const { tokens } = await client.getToken({ code, codeVerifier });
      return tokens.id_token ? { idToken: tokens.id_token } : { reason: 'id-token-invalid' };
    } catch (error) {
      const { status, problem } = describe(error);
      if (problem === 'invalid_grant') return { reason: 'provider-code-refused' };
      if (status === undefined || status >= 500) throw giveUp('token endpoint', error);
      log.error({ status, problem }, 'the identity provider refuses this server as a client');
      return { reason: 'provider-client-refused' };
    }
  }

  return {
    addressFor: ({ state, nonce, codeChallenge, loginHint }) =>
      client.generateAuthUrl({
        scope: ['openid', 'email', 'profile'],
        state,
        nonce,
        code_challenge: codeChallenge,
        code_challenge_method: CodeChallengeMethod.S256,
        // A counter's browser is shared: without a hint the person chooses, instead of being whoever was there last.
        ...(loginHint === undefined ? { prompt: 'select_account' } : { login_hint: loginHint }),
      }),
    identify: async ({ code, codeVerifier, nonce }) => {
      const redeemed = await redeem(code, codeVerifier);
      if ('reason' in redeemed) return { kind: 'refused', reason: redeemed.reason };
      try {
        const ticket = await client.verifyIdToken({ idToken: redeemed.idToken, audience: config.clientId });
        return judge(ticket.getPayload(), nonce);
      } catch (error) {
        if (error instanceof gaxios.GaxiosError) throw giveUp('certificates', error);
        // What the library says contains the token, so nothing of it is kept.
        return { kind: 'refused', reason: 'id-token-invalid' };
      }
    },
  };
}

type Redeemed = { readonly idToken: string } | { readonly reason: ProviderRefusal };

/** The library has verified signature, issuer, audience and times; it checks neither nonce nor e-mail. */
function judge(payload: unknown, nonce: string): ProviderAnswer {
  const claims = IdTokenClaims.safeParse(payload);
  if (!claims.success) {
    const field = claims.error.issues[0]?.path[0];
    const reason = { email_verified: 'email-not-verified', nonce: 'nonce-mismatch' } as const;
    if (field === 'email_verified' || field === 'nonce') return { kind: 'refused', reason: reason[field] };
    return { kind: 'refused', reason: 'id-token-invalid' };
  }
  const { sub, email, name } = claims.data;
  if (!isSame(claims.data.nonce, nonce)) return { kind: 'refused', reason: 'nonce-mismatch' };
  return { kind: 'person', person: { sub, email, name: name ?? email } };
}

function endpointsOf(config: GoogleConfig): NonNullable<OAuth2ClientOptions['endpoints']> {
  return {
    ...(config.authUrl === undefined ? {} : { oauth2AuthBaseUrl: config.authUrl }),
    ...(config.tokenUrl === undefined ? {} : { oauth2TokenUrl: config.tokenUrl }),
    ...(config.certsUrl === undefined ? {} : { oauth2FederatedSignonPemCertsUrl: config.certsUrl }),
  };
}

const OAuthProblem = z.object({ error: z.string().regex(/^[a-z_]{1,40}$/) });

function describe(error: unknown): {
  readonly status?: number | undefined;
  readonly problem?: string | undefined;
} {
  if (!(error instanceof gaxios.GaxiosError)) return {};
  return { status: error.status, problem: OAuthProblem.safeParse(error.response?.data).data?.error };
}
