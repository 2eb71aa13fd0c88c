// @vitest-environment node
import { request } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { type Loopback, openLoopback } from './loopback.ts';

let loopback: Loopback | null = null;
afterEach(() => loopback?.close());

test('takes one code with the right state and answers with a page that holds nothing of it', async () => {
  const { redirectUri, outcome } = await open();
  const reply = await get(`${redirectUri}?code=secret-code&state=state-1`);
  expect(reply.status).toBe(200);
  expect(reply.body).toContain('you may close this window');
  expect(reply.body).not.toContain('secret-code');
  expect(await outcome).toEqual({ kind: 'code', code: 'secret-code' });
  await expect(get(redirectUri)).rejects.toThrow('ECONNREFUSED');
});

test('listens on 127.0.0.1 only, at a port of the system’s choice', async () => {
  const { redirectUri } = await open();
  expect(redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d{4,5}\/signed-in$/);
});

test.each([
  ['another path', '/elsewhere?code=c&state=state-1', {}, 404],
  ['another state', '/signed-in?code=c&state=forged', {}, 400],
  ['another host', '/signed-in?code=c&state=state-1', { host: 'evil.example' }, 421],
])('turns away %s and goes on waiting', async (_name, path, headers, status) => {
  const { redirectUri, outcome } = await open();
  expect((await get(new URL(path, redirectUri).href, headers)).status).toBe(status);
  await get(`${redirectUri}?code=right&state=state-1`);
  expect(await outcome).toEqual({ kind: 'code', code: 'right' });
});

test('hears a refusal of the provider', async () => {
  const { redirectUri, outcome } = await open();
  const page = await get(`${redirectUri}?error=access_denied&error_description=<b>no</b>&state=state-1`);
  expect(page.body).toContain('Foyer was told no');
  expect(page.body).not.toContain('<b>');
  expect(await outcome).toEqual({ kind: 'refused', reason: null });
});

test.each([
  ['disabled', 'This account is disabled'],
  ['denied', 'You stopped at Google'],
  ['sign-in-expired', 'within ten minutes'],
  ['hosted-domain', 'the cinema’s own domain'],
  ['email-not-verified', 'Verify it in your Google account'],
  ['provider-unavailable', 'Google can’t be reached'],
  ['provider-client-refused', 'client id or secret is wrong'],
  ['nonce-mismatch', 'can’t trust what came back'],
])('tells a person what to do about a sign-in refused with %s', async (reason, text) => {
  const { redirectUri, outcome } = await open();
  const page = await get(`${redirectUri}?error=access_denied&error_description=${reason}&state=state-1`);
  expect(page.body).toContain(text);
  expect(await outcome).toEqual({ kind: 'refused', reason });
});

test('stops waiting after its time limit', async () => {
  const { outcome } = await open(20);
  expect(await outcome).toEqual({ kind: 'timed-out' });
});

async function open(timeLimitMs = 5_000): Promise<Loopback> {
  loopback = await openLoopback('state-1', timeLimitMs);
  return loopback;
}

function get(address: string, headers: Readonly<Record<string, string>> = {}) {
  return new Promise<{ readonly status: number | undefined; readonly body: string }>((resolve, reject) => {
    const sent = request(address, { headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}
