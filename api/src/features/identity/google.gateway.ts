import { CodeChallengeMethod, OAuth2Client, gaxios, type OAuth2ClientOptions } from 'google-auth-library';
import { z } from 'zod';
import type { GoogleConfig } from '../../google-config.ts';
import type { Logger } from '../../platform/logger.ts';
import { DependencyUnavailable } from '../../platform/unavailable.ts';
import { GoogleKeys } from './google-keys.ts';
import { judgeIdToken } from './id-token.policy.ts';
import type { IdentityProvider, ProviderRefusal } from './identity-provider.ts';

/** Of one request; a sign-in makes two at most, so an unreachable provider costs 5 s. */
const requestTimeoutMs = 2_500;

/** Google names itself by either in its ID tokens. */
const googleIssuers = ['https://accounts.google.com', 'accounts.google.com'];

const TokenReply = z.object({ id_token: z.string().min(1).max(16_384) });
const TokenHeader = z.object({ kid: z.string() });

/** Signs in with Google, or with the stand-in that the configuration names. */
export function createGoogleGateway(config: GoogleConfig, log: Logger): IdentityProvider {
  // The library would repeat even the POST of a code, which is good for one use.
  const transporter = new gaxios.Gaxios({ timeout: requestTimeoutMs, retryConfig: { retry: 0 } });
  const issuers = googleIssuers.includes(config.issuer) ? googleIssuers : [config.issuer];
  const client = new OAuth2Client({
    clientId: config.clientId,
    clientSecret: config.clientSecret.reveal(),
    redirectUri: config.redirectUrl,
    endpoints: endpointsOf(config),
    issuers,
    transporter,
  });
  // The library keeps its keys to the end of their time, whatever a token names.
  const googleKeys = new GoogleKeys({
    fetch: async () => {
      const url = client.endpoints.oauth2FederatedSignonPemCertsUrl;
      const { data, headers } = await transporter.request<unknown>({ url, responseType: 'json' });
      return { data, cacheControl: headers.get('cache-control') };
    },
    nowMs: () => Date.now(),
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
      const reply = TokenReply.safeParse(tokens);
      if (reply.success) return { idToken: reply.data.id_token };
      log.warn({ step: 'token endpoint' }, 'the identity provider answers something else than tokens');
      return { reason: 'provider-error' };
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
        ...(config.hostedDomain === undefined ? {} : { hd: config.hostedDomain }),
        // A counter's browser is shared: without a hint the person chooses, instead of being whoever was there last.
        ...(loginHint === undefined ? { prompt: 'select_account' } : { login_hint: loginHint }),
      }),
    identify: async ({ code, codeVerifier, nonce }) => {
      const redeemed = await redeem(code, codeVerifier);
      if ('reason' in redeemed) return { kind: 'refused', reason: redeemed.reason };
      const kid = kidOf(redeemed.idToken);
      if (kid === null) return { kind: 'refused', reason: 'id-token-invalid' };
      const keys = await googleKeys.knowing(kid).catch((error: unknown) => {
        throw giveUp('certificates', error);
      });
      try {
        const ticket = await client.verifySignedJwtWithCertsAsync(
          redeemed.idToken,
          keys,
          config.clientId,
          issuers,
        );
        const { hostedDomain } = config;
        return judgeIdToken(ticket.getPayload(), { nonce, hostedDomain, nowSeconds: Date.now() / 1_000 });
      } catch {
        // What the library says contains the token, so nothing of it is kept.
        return { kind: 'refused', reason: 'id-token-invalid' };
      }
    },
  };
}

type Redeemed = { readonly idToken: string } | { readonly reason: ProviderRefusal };

/** Which key the token says it is signed with; null where it says nothing. */
function kidOf(idToken: string): string | null {
  try {
    const header: unknown = JSON.parse(Buffer.from(idToken.split('.')[0] ?? '', 'base64url').toString());
    return TokenHeader.parse(header).kid;
  } catch {
    return null;
  }
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
