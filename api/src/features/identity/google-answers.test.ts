/** What a Google that has gone wrong may answer, or somebody in its place. */
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt, { type SignOptions } from 'jsonwebtoken';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createLogger } from '../../platform/logger.ts';
import { Secret } from '../../platform/secret.ts';
import { DependencyUnavailable } from '../../platform/unavailable.ts';
import { createGoogleGateway } from './google.gateway.ts';

const [ours, foreign] = [1, 2].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
const publicPem = ours?.publicKey.export({ type: 'spki', format: 'pem' }).toString() ?? '';
type Answer = (response: ServerResponse) => void;
const json =
  (value: unknown, status = 200): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

const server = createServer((request, response) => {
  (request.url === '/certs' ? certs : token)(response);
});
const goodCerts = json({ one: publicPem });
let certs: Answer = goodCerts;
let token: Answer;
let origin = '';
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  certs = goodCerts;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const claims = () => ({
  iss: origin,
  aud: 'foyer',
  sub: '1',
  nonce: 'the-nonce',
  email: 'casey@example.test',
  email_verified: true,
});
const signed = (key = ours, options: SignOptions = {}) =>
  jwt.sign(claims(), key?.privateKey.export({ type: 'pkcs8', format: 'pem' }) ?? '', {
    algorithm: 'RS256',
    keyid: 'one',
    expiresIn: 3_600,
    ...options,
  });
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The person's address, the reason against them, or `unavailable`. */
async function identify(): Promise<string> {
  const gateway = createGoogleGateway(
    {
      clientId: 'foyer',
      clientSecret: new Secret('hush'),
      redirectUrl: 'http://127.0.0.1:8080/api/auth/google/callback',
      issuer: origin,
      hostedDomain: undefined,
      authUrl: `${origin}/auth`,
      tokenUrl: `${origin}/token`,
      certsUrl: `${origin}/certs`,
    },
    createLogger('silent'),
  );
  try {
    const answer = await gateway.identify({ code: 'c', codeVerifier: 'v', nonce: 'the-nonce' });
    return answer.kind === 'person' ? answer.person.email : answer.reason;
  } catch (error) {
    if (error instanceof DependencyUnavailable) return 'unavailable';
    throw error;
  }
}

test('a token as it should be signs in', async () => {
  token = json({ id_token: signed() });
  expect(await identify()).toBe('casey@example.test');
});

test.each<[string, () => string]>([
  ['no signature (alg none)', () => `${part({ alg: 'none', kid: 'one' })}.${part(claims())}.`],
  ['the signature of a key of somebody else', () => signed(foreign)],
  [
    'a signature made with the public key as if it were a secret',
    () => {
      const unsigned = `${part({ alg: 'HS256', typ: 'JWT', kid: 'one' })}.${part(claims())}`;
      return `${unsigned}.${part({ not: 'it' })}`;
    },
  ],
  ['a key name nobody has', () => signed(ours, { keyid: 'two' })],
  ['a key name that every object has', () => signed(ours, { keyid: 'toString' })],
  ['its end cut off', () => signed().slice(0, -4)],
  ['a header that is no JSON', () => `bm9uc2Vuc2U.${part(claims())}.c2ln`],
  ['one part only', () => 'nonsense'],
])('an ID token with %s signs nobody in', async (_what, made) => {
  token = json({ id_token: made() });
  expect(await identify()).toBe('id-token-invalid');
});

test.each<[string, Answer]>([
  ['a page', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')],
  ['an empty object', json({})],
  ['an ID token that is a number', json({ id_token: 7 })],
  ['nothing at all', (response) => response.writeHead(200).end()],
  ['a list', json([])],
  [
    'half a JSON text',
    (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"id'),
  ],
])('a token endpoint that answers %s is told as a fault of Google', async (_what, answer) => {
  token = answer;
  expect(await identify()).toBe('provider-error');
});

test.each<[string, Answer]>([
  ['with a fault of its own', json({ error: 'backend' }, 500)],
  ['by hanging up', (response) => response.destroy()],
])('a token endpoint that answers %s is away', async (_what, answer) => {
  token = answer;
  expect(await identify()).toBe('unavailable');
});

test.each<[string, Answer]>([
  ['a page', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')],
  ['no keys', json({ one: 'not a key' })],
  ['with a fault of its own', json({}, 503)],
  ['by hanging up', (response) => response.destroy()],
])('where the keys are, an answer %s judges no token', async (_what, answer) => {
  token = json({ id_token: signed() });
  certs = answer;
  expect(await identify()).toBe('unavailable');
});

test('an answer that drips is given up within three seconds', async () => {
  let drip: NodeJS.Timeout | undefined;
  token = (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    drip = setInterval(() => response.write(' '), 100);
  };
  const startedAt = performance.now();
  expect(await identify()).toBe('unavailable');
  clearInterval(drip);
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});
