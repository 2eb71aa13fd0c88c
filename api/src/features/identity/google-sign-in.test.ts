/** Google sign-in gone wrong, from the browser's side: what the client is told, what a person reads. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { askAgainMs } from './google-keys.ts';
import {
  arrive,
  arriveAtCallback,
  clientAddress,
  me,
  reasonOf,
  signIn,
  startWorld,
  type World,
} from './identity.harness.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
afterEach(() => {
  vi.restoreAllMocks();
});

const told = ({ searchParams }: URL) => [searchParams.get('error'), searchParams.get('error_description')];
const asPerson = { headers: { accept: 'text/html,*/*;q=0.8' }, redirect: 'manual' } as const;

test('a replayed state signs nobody in, not even the browser that it belonged to', async () => {
  const { browser, callbackUrl } = await arriveAtCallback(world, 'cashier');
  const first = await browser.get(callbackUrl.href, clientAddress);
  expect(first.url.searchParams.get('code')).toMatch(/./);
  const again = await browser.get(callbackUrl.href, clientAddress);
  expect(again.reply && (await reasonOf(again.reply))).toBe('401 auth.refused sign-in-unknown');
});

test('a code of Google that was used once signs nobody in a second time', async () => {
  const used = await arriveAtCallback(world, 'manager');
  await used.browser.get(used.callbackUrl.href, clientAddress);
  const { browser, callbackUrl } = await arriveAtCallback(world, 'cashier');
  callbackUrl.searchParams.set('code', used.callbackUrl.searchParams.get('code') ?? '');
  const { url } = await browser.get(callbackUrl.href, clientAddress);
  expect(told(url)).toEqual(['access_denied', 'provider-code-refused']);
});

test('a code of Google that was meant for another sign-in signs nobody in', async () => {
  const victim = await arriveAtCallback(world, 'manager');
  const { browser, callbackUrl } = await arriveAtCallback(world, 'cashier');
  callbackUrl.searchParams.set('code', victim.callbackUrl.searchParams.get('code') ?? '');
  const { url } = await browser.get(callbackUrl.href, clientAddress);
  expect(told(url)).toEqual(['access_denied', 'provider-code-refused']);
});

test('an error of Google brings the person back to the client, without its words', async () => {
  const { browser, callbackUrl } = await arriveAtCallback(world, 'cashier');
  callbackUrl.search = new URLSearchParams({
    state: callbackUrl.searchParams.get('state') ?? '',
    error: 'admin_policy_enforced',
    error_description: '<b>anything</b>',
  }).toString();
  const { url } = await browser.get(callbackUrl.href, clientAddress);
  expect(told(url)).toEqual(['server_error', 'provider-error']);
});

test('Google exchanging its keys signs nobody out, and its new key is fetched for the next sign-in', async () => {
  const before = await signIn(world, 'cashier');
  await world.provider.rotateKey();
  // The keys were asked for a moment ago, and we do not ask at each token that names another one.
  expect(told((await arrive(world, 'manager')).url)).toEqual(['access_denied', 'id-token-invalid']);
  const now = Date.now;
  vi.spyOn(Date, 'now').mockImplementation(() => now() + askAgainMs);
  expect((await arrive(world, 'manager')).code).toMatch(/./);
  expect((await me(world, before.accessToken)).status).toBe(200);
});

test('only accounts of the house’s domain may sign in where one is set', async () => {
  const house = await startWorld({ GOOGLE_HOSTED_DOMAIN: 'Cinema.Example' });
  try {
    expect(told((await arrive(house, 'cashier')).url)).toEqual(['access_denied', 'hosted-domain']);
    expect(house.events.at(-1)).toMatchObject({ action: 'sign-in.refused', reason: 'hosted-domain' });
    house.state.tamper = (claims) => ({ ...claims, hd: 'cinema.example' });
    expect((await arrive(house, 'cashier')).code).toMatch(/./);
  } finally {
    await house.stop();
  }
});

test.each([
  ['token endpoint', 'GOOGLE_TOKEN_URL'],
  ['keys', 'GOOGLE_CERTS_URL'],
])('with Google’s %s away the person is back at the client soon, and may try again', async (_what, name) => {
  const away = await startWorld({ [name]: 'http://127.0.0.1:1/away' });
  try {
    const startedAt = performance.now();
    const { url, clientState } = await arrive(away, 'cashier');
    expect(performance.now() - startedAt).toBeLessThan(6_000);
    expect(told(url)).toEqual(['temporarily_unavailable', 'provider-unavailable']);
    expect(url.searchParams.get('state')).toBe(clientState);
    expect(away.events.at(-1)).toMatchObject({ action: 'sign-in.refused', reason: 'provider-unavailable' });
  } finally {
    await away.stop();
  }
});

test.each([
  ['no state', '', 400, 'is not whole'],
  ['a state that we never gave', '?code=x&state=never-given', 401, 'already used'],
])('a person who comes to the callback with %s reads why', async (_what, query, status, text) => {
  const reply = await fetch(`${world.callback}${query}`, asPerson);
  expect([reply.status, reply.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
  expect(await reply.text()).toContain(text);
});

test('a program at the same place is told the problem', async () => {
  const reply = await fetch(world.callback);
  expect([reply.status, await reply.json()]).toMatchObject([400, { error: { code: 'request.invalid' } }]);
});
