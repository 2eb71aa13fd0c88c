import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeChallengeMethod, OAuth2Client } from 'google-auth-library';
import { afterEach, expect, test } from 'vitest';
import { Browser } from '../sign-in/browser.ts';
import { demoAccounts } from './accounts.ts';
import {
  type IdentityProviderOptions,
  type RunningIdentityProvider,
  startIdentityProvider,
} from './identity-provider.ts';
import type { Claims } from './tampering.ts';

const redirectUri = 'http://127.0.0.1:9/callback';
const client = { clientId: 'foyer', clientSecret: 'a-secret-of-the-tests' };
const running: RunningIdentityProvider[] = [];
afterEach(async () => {
  for (const provider of running.splice(0)) await provider.stop();
});

async function start(options: Partial<IdentityProviderOptions> = {}) {
  const provider = await startIdentityProvider({
    port: 0,
    ...client,
    redirectUris: [redirectUri],
    ...options,
  });
  running.push(provider);
  const google = new OAuth2Client({
    ...client,
    redirectUri,
    issuers: [provider.issuer],
    endpoints: {
      oauth2AuthBaseUrl: provider.endpoints.authorization,
      oauth2TokenUrl: provider.endpoints.token,
      oauth2FederatedSignonPemCertsUrl: provider.endpoints.certs,
    },
  });
  const { codeVerifier, codeChallenge = '' } = await google.generateCodeVerifierAsync();
  const address = (more: Record<string, string> = {}) =>
    google.generateAuthUrl({
      scope: ['openid', 'email', 'profile'],
      state: 'some-state',
      nonce: 'some-nonce',
      code_challenge: codeChallenge,
      code_challenge_method: CodeChallengeMethod.S256,
      ...more,
    });
  const claimsFrom = async (callback: URL) => {
    const code = callback.searchParams.get('code') ?? '';
    const { tokens } = await google.getToken({ code, codeVerifier });
    const ticket = await google.verifyIdToken({
      idToken: tokens.id_token ?? '',
      audience: client.clientId,
    });
    return ticket.getPayload();
  };
  return { provider, address, claimsFrom };
}

test('signs in at once on a matching login_hint, with the claims Google gives', async () => {
  const { provider, address, claimsFrom } = await start();
  const { url } = await new Browser().get(address({ login_hint: 'Cashier@example.test' }), redirectUri);
  expect(url.searchParams.get('state')).toBe('some-state');
  expect(await claimsFrom(url)).toMatchObject({
    iss: provider.issuer,
    aud: 'foyer',
    sub: '100000000000000000003',
    email: 'cashier@example.test',
    email_verified: true,
    name: 'Casey Cashier',
    nonce: 'some-nonce',
  });
});

test('without a hint it lists the accounts, and the chosen one is signed in', async () => {
  const { address, claimsFrom } = await start();
  const browser = new Browser();
  const page = await browser.get(address(), redirectUri);
  const html = (await page.reply?.text()) ?? '';
  for (const { email, name } of demoAccounts) {
    expect(html).toContain(email);
    expect(html).toContain(name);
  }
  expect(html).not.toMatch(/https?:/);
  const chosen = await browser.post(page.url.href, { account: demoAccounts[1]?.sub ?? '' }, redirectUri);
  expect(await claimsFrom(chosen.url)).toMatchObject({ email: 'manager@example.test' });
});

test('another account can be taken while a session lives, by hint and by prompt', async () => {
  const { address, claimsFrom } = await start();
  const browser = new Browser();
  const emails = [];
  for (const who of ['cashier', 'manager', 'manager']) {
    const { url } = await browser.get(address({ login_hint: `${who}@example.test` }), redirectUri);
    emails.push((await claimsFrom(url))?.email);
  }
  const page = await browser.get(address({ prompt: 'select_account' }), redirectUri);
  const { url } = await browser.post(page.url.href, { account: demoAccounts[0]?.sub ?? '' }, redirectUri);
  emails.push((await claimsFrom(url))?.email);
  expect(emails.map((email) => email?.split('@')[0])).toEqual(['cashier', 'manager', 'manager', 'admin']);
});

test('a cancelled sign-in goes back with access_denied', async () => {
  const { address } = await start();
  const browser = new Browser();
  const page = await browser.get(address(), redirectUri);
  const { url } = await browser.post(page.url.href, { cancel: 'yes' }, redirectUri);
  expect(url.searchParams.get('error')).toBe('access_denied');
  expect(url.searchParams.get('state')).toBe('some-state');
});

test('an unknown hint and an outdated page do not sign anybody in', async () => {
  const { provider, address } = await start();
  const page = await new Browser().get(address({ login_hint: 'nobody@example.test' }), redirectUri);
  expect(page.reply?.status).toBe(200);
  const outdated = await fetch(`${provider.issuer}/sign-in/long-gone`);
  expect(outdated.status).toBe(400);
});

test('PKCE is required', async () => {
  const { address } = await start();
  const bare = new URL(address({ login_hint: 'cashier@example.test' }));
  bare.searchParams.delete('code_challenge');
  bare.searchParams.delete('code_challenge_method');
  const { url } = await new Browser().get(bare.href, redirectUri);
  expect(url.searchParams.get('error')).toBe('invalid_request');
});

test('tests can bring accounts of their own and change signed claims', async () => {
  let change: (claims: Claims) => Claims = (claims) => ({ ...claims, nonce: 'another' });
  const accounts = [{ sub: '1'.repeat(21), email: 'x@example.test', name: 'X', emailVerified: false }];
  const { address, claimsFrom } = await start({ accounts, tamper: (claims) => change(claims) });
  const hinted = address({ login_hint: 'x@example.test' });
  const first = await new Browser().get(hinted, redirectUri);
  expect(await claimsFrom(first.url)).toMatchObject({ nonce: 'another', email_verified: false });
  change = (claims) => ({ ...claims, aud: 'somebody-else' });
  const second = await new Browser().get(hinted, redirectUri);
  await expect(claimsFrom(second.url)).rejects.toThrow('Wrong recipient');
});

test('the key survives a restart and is for its owner only', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-key-'));
  const keyFile = join(folder, 'key.pem');
  const certs = async () => {
    const { provider } = await start({ keyFile });
    const reply = await fetch(provider.endpoints.certs);
    expect(reply.headers.get('cache-control')).toMatch(/max-age=\d+/);
    return reply.text();
  };
  expect(await certs()).toBe(await certs());
  expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
  await rm(folder, { recursive: true });
});
