import { Browser } from '@foyer/tools/sign-in/browser';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { findIndexFaults } from '../../platform/indexes.ts';
import {
  arrive,
  arriveAtCallback,
  clientAddress,
  clientOf,
  countByStatus,
  like,
  me,
  reasonOf,
  signIn,
  startWorld,
  type World,
} from './identity.harness.ts';
import { attemptMs } from './sign-in.service.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
afterEach(() => {
  world.state.tamper = (claims) => claims;
  world.state.offsetMs = 0;
});

const parametersOf = (url: URL) => Object.fromEntries(url.searchParams);
const collection = (name: string) => world.connection.collection(name);

test('a person signs in by hint and comes back to the client with a code and its own state', async () => {
  const { url, clientState } = await arrive(world, 'cashier');
  expect(url.href.startsWith(`${clientAddress}?`)).toBe(true);
  expect(parametersOf(url)).toEqual({ code: like(/^[\w-]{43}$/), state: clientState });
});

test('the migration makes exactly the declared indexes', async () => {
  expect(await findIndexFaults(world.identity.models)).toEqual([]);
});

test('a second sign-in finds the same person', async () => {
  const who = async () => (await me(world, (await signIn(world, 'manager')).accessToken)).json();
  const first = await who();
  expect(first).toMatchObject({
    user: { email: 'manager@example.test', name: 'Mara Manager', role: 'MANAGER' },
  });
  expect(await who()).toEqual(first);
});

test('two first sign-ins of one person at the same time make one person', async () => {
  const fresh = await startWorld();
  try {
    await Promise.all([1, 2, 3, 4].map(() => arrive(fresh, 'customer')));
    expect(await fresh.connection.collection('users').countDocuments()).toBe(1);
  } finally {
    await fresh.stop();
  }
});

test('no secret of a sign-in under way or finished is stored', async () => {
  const { callbackUrl } = await arriveAtCallback(world, 'cashier');
  const { code } = await arrive(world, 'cashier');
  const { refreshToken } = await signIn(world, 'cashier');
  const stored = JSON.stringify(
    await Promise.all(
      ['signInAttempts', 'oneTimeCodes', 'sessions', 'users'].map((name) =>
        collection(name).find().toArray(),
      ),
    ),
  );
  const state = callbackUrl.searchParams.get('state') ?? '-';
  for (const secret of [state, code, refreshToken, refreshToken.split('.')[1] ?? '-']) {
    expect(stored).not.toContain(secret);
  }
});

test('an address that no client of ours can have is refused before anything is stored', async () => {
  const before = await collection('signInAttempts').countDocuments();
  const { loginUrl } = clientOf(world, 'cashier', 'https://evil.test/');
  const reply = await fetch(loginUrl, { redirect: 'manual' });
  expect([reply.headers.get('location'), await reasonOf(reply)]).toEqual([
    null,
    '401 auth.refused redirect-uri',
  ]);
  expect(await collection('signInAttempts').countDocuments()).toBe(before);
});

test('a listed web address is let through', async () => {
  const shop = 'https://shop.example.test/signed-in';
  const { url } = await new Browser().get(clientOf(world, 'cashier', shop).loginUrl, shop);
  expect(url.searchParams.get('code')).not.toBeNull();
});

test('a login under the name localhost still arrives', async () => {
  const { loginUrl } = clientOf(world, 'cashier');
  const { url } = await new Browser().get(loginUrl.replace('127.0.0.1', 'localhost'), clientAddress);
  expect(url.searchParams.get('code')).not.toBeNull();
});

test('a state that we never gave is refused', async () => {
  const reply = await fetch(`${world.callback}?code=x&state=never-given`);
  expect(await reasonOf(reply)).toBe('401 auth.refused sign-in-unknown');
});

test('another browser can’t finish a sign-in, and the right one still can', async () => {
  const { browser, callbackUrl } = await arriveAtCallback(world, 'cashier');
  expect(await reasonOf(await fetch(callbackUrl))).toBe('401 auth.refused sign-in-unknown');
  const other = await arriveAtCallback(world, 'manager');
  const foreign = await other.browser.get(callbackUrl.href, clientAddress);
  expect(foreign.reply?.status).toBe(401);
  const { url } = await browser.get(callbackUrl.href, clientAddress);
  expect(url.searchParams.get('code')).not.toBeNull();
});

test('a callback works once, even for the same browser twice at the same time', async () => {
  const login = clientOf(world, 'cashier');
  const first = await fetch(login.loginUrl, { redirect: 'manual' });
  const cookie = first.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const atProvider = await new Browser().get(first.headers.get('location') ?? '', world.callback);
  const replies = await Promise.all(
    [1, 2, 3].map(() => fetch(atProvider.url, { headers: { cookie }, redirect: 'manual' })),
  );
  expect(countByStatus(replies)).toEqual({ 302: 1, 401: 2 });
});

test('two sign-ins of one browser at the same time both arrive', async () => {
  const browser = new Browser();
  const [cashier, manager] = [clientOf(world, 'cashier'), clientOf(world, 'manager')];
  const first = await browser.get(cashier.loginUrl, world.callback);
  const second = await browser.get(manager.loginUrl, clientAddress);
  const last = await browser.get(first.url.href, clientAddress);
  expect([second.url.searchParams.get('state'), last.url.searchParams.get('state')]).toEqual([
    manager.clientState,
    cashier.clientState,
  ]);
});

test('a person who cancels comes back with access_denied, and the audit says so', async () => {
  const browser = new Browser();
  const client = clientOf(world);
  const page = await browser.get(client.loginUrl, clientAddress);
  const { url } = await browser.post(page.url.href, { cancel: 'yes' }, clientAddress);
  expect(parametersOf(url)).toEqual({
    error: 'access_denied',
    error_description: 'denied',
    state: client.clientState,
  });
  expect(world.events.at(-1)).toMatchObject({
    action: 'sign-in.refused',
    actor: { id: 'anonymous', role: null },
    reason: 'denied',
    result: 'REFUSED',
  });
});

test.each([
  ['another nonce', { nonce: 'another' }, 'nonce-mismatch'],
  ['no nonce', { nonce: undefined }, 'nonce-mismatch'],
  ['another audience', { aud: 'somebody-else' }, 'id-token-invalid'],
  ['another issuer', { iss: 'https://evil.test' }, 'id-token-invalid'],
  ['an end in the past', { exp: 1_000_000_000 }, 'id-token-invalid'],
  ['an unverified e-mail', { email_verified: false }, 'email-not-verified'],
  ['an e-mail that is only said to be verified', { email_verified: 'true' }, 'email-not-verified'],
  ['no e-mail', { email: undefined }, 'id-token-invalid'],
])('an ID token with %s signs nobody in', async (_what, change, reason) => {
  world.state.tamper = (claims) => ({ ...claims, ...change });
  const { url, clientState } = await arrive(world, 'cashier');
  expect(parametersOf(url)).toEqual({
    error: 'access_denied',
    error_description: reason,
    state: clientState,
  });
});

test('a code of the provider that was made up is refused', async () => {
  const { browser, callbackUrl } = await arriveAtCallback(world, 'cashier');
  callbackUrl.searchParams.set('code', 'made-up');
  const { url } = await browser.get(callbackUrl.href, clientAddress);
  expect(url.searchParams.get('error_description')).toBe('provider-code-refused');
});

test('a sign-in that took longer than ten minutes is over', async () => {
  const { browser, callbackUrl } = await arriveAtCallback(world, 'cashier');
  world.state.offsetMs = attemptMs;
  const { url } = await browser.get(callbackUrl.href, clientAddress);
  expect(url.searchParams.get('error_description')).toBe('sign-in-expired');
});

test('a person whose browser ends up with us reads a page without scripts', async () => {
  const reply = await fetch(`${world.callback}?code=x&state=<script>`, {
    headers: { accept: 'text/html,*/*;q=0.8' },
  });
  const page = await reply.text();
  expect([reply.status, reply.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8']);
  expect(reply.headers.get('content-security-policy')).toContain(`default-src 'none'`);
  expect(page).toContain('sign in again');
  expect(page).not.toMatch(/<script/i);
});

test('a query that does not fit is told by field', async () => {
  const reply = await fetch(
    `${world.origin}/api/auth/google/login?redirect_uri=x&code_challenge_method=plain`,
  );
  expect(reply.status).toBe(400);
});

test('the first on the bootstrap list becomes ADMIN, the next one does not', async () => {
  const listed = 'manager@example.test,Cashier@example.test';
  const fresh = await startWorld({ BOOTSTRAP_ADMIN_EMAILS: listed, DEMO_ROLES: '' });
  try {
    const roles = [];
    for (const who of ['customer', 'manager', 'cashier', 'manager']) {
      const { user } = (await (await me(fresh, (await signIn(fresh, who)).accessToken)).json()) as {
        user: { role: string };
      };
      roles.push(user.role);
    }
    expect(roles).toEqual(['USER', 'ADMIN', 'USER', 'ADMIN']);
  } finally {
    await fresh.stop();
  }
});
