import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { UserId } from '../ids.ts';
import { Ability, Role } from '../roles.ts';
import { Instant } from '../time.ts';
import { TillName } from './tills.ts';

/** base64url of a SHA-256: 43 characters (RFC 7636). */
const CodeChallenge = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'is not an S256 challenge');
const CodeVerifier = z.string().regex(/^[A-Za-z0-9._~-]{43,128}$/, 'is not a PKCE verifier');

export const LoginQuery = z.object({
  redirect_uri: z.string().max(2000).regex(/^\S+$/, 'has white space').pipe(z.url()),
  state: z.string().min(1).max(512),
  code_challenge: CodeChallenge,
  code_challenge_method: z.literal('S256'),
  login_hint: z.email().max(320).optional(),
});
export type LoginQuery = z.infer<typeof LoginQuery>;

/** What Google sends back. Open: the provider adds parameters of its own. */
export const CallbackQuery = z.looseObject({
  state: z.string().min(1).max(512),
  code: z.string().max(4096).optional(),
  error: z.string().max(200).optional(),
});
export type CallbackQuery = z.infer<typeof CallbackQuery>;

/** Why the browser comes back to the client without a code; the client's address says it as `error_description`. */
export const SignInRefusal = z.enum([
  'denied',
  'sign-in-expired',
  'disabled',
  'email-not-verified',
  'hosted-domain',
  'id-token-invalid',
  'nonce-mismatch',
  'provider-code-refused',
  'provider-client-refused',
  'provider-error',
  'provider-unavailable',
]);
export type SignInRefusal = z.infer<typeof SignInRefusal>;

export const TokenRequest = z.strictObject({
  code: z.string().min(1).max(200),
  codeVerifier: CodeVerifier,
  redirectUri: z.string().max(2000),
});
export type TokenRequest = z.infer<typeof TokenRequest>;

export const RefreshRequest = z.strictObject({ refreshToken: z.string().min(1).max(200) });
export const LogoutRequest = z.strictObject({
  refreshToken: z.string().min(1).max(200),
  everywhere: z.boolean().optional(),
});

export const Tokens = z.object({
  tokenType: z.literal('Bearer'),
  accessToken: z.string(),
  expiresInSeconds: z.int().positive(),
  /** Until the session is over, however often it is refreshed. */
  sessionEndsInSeconds: z.int().min(0),
  refreshToken: z.string(),
});
export type Tokens = z.infer<typeof Tokens>;

/** What proved who somebody is when a session began. */
export const SignedInBy = z.enum(['GOOGLE', 'PIN']);
export type SignedInBy = z.infer<typeof SignedInBy>;

export const Me = z.object({
  user: z.object({ id: UserId, email: z.string(), name: z.string(), role: Role }),
  abilities: z.array(Ability),
  /** What began this session: by PIN, contracts that need Google are closed. */
  signedInBy: SignedInBy,
  /** Where this session is bound to; null for a client that is no till. */
  till: TillName.nullable(),
  /** Null for whoever has no PIN that can be used. */
  pin: z.object({ expiresAt: Instant }).nullable(),
});
export type Me = z.infer<typeof Me>;

export const startLogin = endpoint({
  method: 'GET',
  path: '/api/auth/google/login',
  summary: 'Starts the Google sign-in: a navigation, answered by a redirect',
  access: 'public',
  query: LoginQuery,
  replies: { 302: null },
  problems: ['auth.refused'],
});

export const finishLogin = endpoint({
  method: 'GET',
  path: '/api/auth/google/callback',
  summary: 'Where Google returns; redirects to the client with a one-time code or an error',
  access: 'public',
  query: CallbackQuery,
  replies: { 302: null },
  problems: ['auth.refused'],
});

export const exchangeCode = endpoint({
  method: 'POST',
  path: '/api/auth/token',
  summary: 'Trades the one-time code and its verifier for tokens',
  access: 'public',
  tillKey: 'optional',
  body: TokenRequest,
  replies: { 200: Tokens },
  problems: ['auth.refused', 'till.refused'],
});

export const refreshTokens = endpoint({
  method: 'POST',
  path: '/api/auth/refresh',
  summary: 'Renews the access token and rotates the refresh token',
  access: 'public',
  tillKey: 'optional',
  body: RefreshRequest,
  replies: { 200: Tokens },
  problems: ['auth.refused', 'till.refused'],
});

export const logout = endpoint({
  method: 'POST',
  path: '/api/auth/logout',
  summary: 'Ends this session, or all sessions of its person',
  access: 'public',
  body: LogoutRequest,
  replies: { 204: null },
  problems: [],
});

export const getMe = endpoint({
  method: 'GET',
  path: '/api/me',
  summary: 'The signed-in person and what they may do',
  access: 'signed-in',
  replies: { 200: Me },
  problems: [],
});
