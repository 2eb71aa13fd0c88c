import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { GoogleConfig } from '../../google-config.ts';
import { createLogger } from '../../platform/logger.ts';
import { Secret } from '../../platform/secret.ts';
import { DependencyUnavailable } from '../../platform/unavailable.ts';
import { createGoogleGateway } from './google.gateway.ts';
import type { ProviderAnswer } from './identity-provider.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

async function providerThat(answers: RequestListener) {
  const server = createServer(answers);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  stops.push(stop);
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

function gatewayTo(origin: string, change: Partial<GoogleConfig> = {}) {
  const config: GoogleConfig = {
    clientId: 'foyer',
    clientSecret: new Secret('hush'),
    redirectUrl: 'http://127.0.0.1:8080/api/auth/google/callback',
    issuer: origin,
    authUrl: `${origin}/auth`,
    tokenUrl: `${origin}/token`,
    certsUrl: `${origin}/certs`,
    hostedDomain: undefined,
    ...change,
  };
  return createGoogleGateway(config, createLogger('silent'));
}

const proof = { code: 'the-code', codeVerifier: 'the-verifier', nonce: 'the-nonce' };

async function outcome(answer: Promise<ProviderAnswer>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof DependencyUnavailable)) throw error;
    return String(error.cause);
  }
}

test('a provider that hangs is given up within three seconds, after one attempt', async () => {
  let requests = 0;
  const { origin } = await providerThat(() => (requests += 1));
  const startedAt = performance.now();
  expect(await outcome(gatewayTo(origin).identify(proof))).toBe('Error: token endpoint: TimeoutError');
  expect([requests, performance.now() - startedAt < 3_000]).toEqual([1, true]);
});

test('a provider that is away is unavailable', async () => {
  const { origin, stop } = await providerThat(() => undefined);
  stop();
  expect(await outcome(gatewayTo(origin).identify(proof))).toContain('token endpoint');
});

test('a provider that fails is unavailable, asked once, and what it said is not kept', async () => {
  let requests = 0;
  const { origin } = await providerThat((_request, response) => {
    requests += 1;
    response.writeHead(503).end('the-code the-verifier hush');
  });
  expect(await outcome(gatewayTo(origin).identify(proof))).toBe('Error: token endpoint: 503');
  expect(requests).toBe(1);
});

test('certificates that can’t be fetched are no verdict on the token', async () => {
  const { origin } = await providerThat((request, response) => {
    if (request.url === '/certs') response.writeHead(500).end();
    else
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"id_token":"eyJraWQiOiJhIn0.b.c"}');
  });
  expect(await outcome(gatewayTo(origin).identify(proof))).toBe('Error: certificates: 500');
});

test.each([
  ['the code', 400, 'invalid_grant', 'provider-code-refused'],
  ['us', 401, 'invalid_client', 'provider-client-refused'],
])('a provider that refuses %s is told apart', async (_what, status, error, reason) => {
  const { origin } = await providerThat((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
  });
  expect(await outcome(gatewayTo(origin).identify(proof))).toEqual({ kind: 'refused', reason });
});

test('without a stand-in, people go to Google; without a hint, they choose an account', () => {
  const google = { issuer: 'https://accounts.google.com', authUrl: undefined };
  const gateway = gatewayTo('http://127.0.0.1:9', google);
  const asked = { state: 's', nonce: 'n', codeChallenge: 'c', loginHint: undefined };
  const url = new URL(gateway.addressFor(asked));
  expect(url.origin).toBe('https://accounts.google.com');
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    state: 's',
    nonce: 'n',
    code_challenge: 'c',
    code_challenge_method: 'S256',
    prompt: 'select_account',
    response_type: 'code',
  });
  const hinted = new URL(gateway.addressFor({ ...asked, loginHint: 'a@example.test' }));
  expect([hinted.searchParams.get('prompt'), hinted.searchParams.get('login_hint')]).toEqual([
    null,
    'a@example.test',
  ]);
});

test('where a domain is set, Google is asked for its accounts only', () => {
  const gateway = gatewayTo('http://127.0.0.1:9', { hostedDomain: 'cinema.example' });
  const asked = { state: 's', nonce: 'n', codeChallenge: 'c', loginHint: undefined };
  expect(new URL(gateway.addressFor(asked)).searchParams.get('hd')).toBe('cinema.example');
});
