import { z } from 'zod';
import type { Given } from './jwt-config.ts';
import { Secret } from './platform/secret.ts';

const secret = z
  .string()
  .min(1)
  .transform((value) => new Secret(value));

/** How to get these: docs/google-sign-in.md. */
export const googleVariables = {
  GOOGLE_CLIENT_ID: z.string().min(1).describe('OAuth client of this server at Google'),
  GOOGLE_CLIENT_SECRET: secret.describe('Secret of that client'),
  GOOGLE_REDIRECT_URL: z.url().describe("This server's /api/auth/google/callback as the browser reaches it"),
  GOOGLE_ISSUER: z.url().default('https://accounts.google.com').describe('Issuer named in ID tokens'),
  GOOGLE_HOSTED_DOMAIN: z
    .string()
    .toLowerCase()
    .regex(/^(?=.{1,253}$)([a-z0-9-]{1,63}\.)+[a-z]{2,63}$/, 'is not a domain such as cinema.example')
    .optional()
    .describe('Only accounts of this Google Workspace domain may sign in; empty takes any Google account'),
  GOOGLE_AUTH_URL: z.url().optional().describe('Authorization endpoint of a stand-in; Google otherwise'),
  GOOGLE_TOKEN_URL: z.url().optional().describe('Token endpoint of a stand-in; Google otherwise'),
  GOOGLE_CERTS_URL: z.url().optional().describe('PEM certificates of a stand-in; Google otherwise'),
};

export interface GoogleConfig {
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly redirectUrl: string;
  readonly issuer: string;
  /** In lower case; undefined takes any account. */
  readonly hostedDomain: string | undefined;
  readonly authUrl: string | undefined;
  readonly tokenUrl: string | undefined;
  readonly certsUrl: string | undefined;
}

const GoogleEnvironment = z.object(googleVariables);

export function googleConfigOf(read: z.infer<typeof GoogleEnvironment>): GoogleConfig {
  return {
    clientId: read.GOOGLE_CLIENT_ID,
    clientSecret: read.GOOGLE_CLIENT_SECRET,
    redirectUrl: read.GOOGLE_REDIRECT_URL,
    issuer: read.GOOGLE_ISSUER,
    hostedDomain: read.GOOGLE_HOSTED_DOMAIN,
    authUrl: read.GOOGLE_AUTH_URL,
    tokenUrl: read.GOOGLE_TOKEN_URL,
    certsUrl: read.GOOGLE_CERTS_URL,
  };
}

/** In production nobody but Google, or somebody else behind https, says who has signed in. */
export function standInFaults(given: Given): string[] {
  const places = ['GOOGLE_ISSUER', 'GOOGLE_AUTH_URL', 'GOOGLE_TOKEN_URL', 'GOOGLE_CERTS_URL'];
  return places.flatMap((name) => {
    const address = given[name];
    if (address === undefined || !URL.canParse(address)) return [];
    const { protocol, hostname } = new URL(address);
    const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
    return protocol === 'https:' && !loopback ? [] : [`${name}: a stand-in provider is not for production`];
  });
}
