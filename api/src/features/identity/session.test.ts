import { abilitiesOf } from '@foyer/shared/roles';
import type { Tokens } from '@foyer/shared/http/sign-in';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import {
  arrive,
  clientAddress,
  countByStatus,
  like,
  me,
  post,
  reasonOf,
  refresh,
  signIn,
  startWorld,
  type World,
} from './identity.harness.ts';
import { graceMs } from './rotation.policy.ts';
import { newSecret } from './secrets.ts';
import { codeMs } from './sign-in.service.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
afterEach(() => {
  world.state.offsetMs = 0;
});

const reused = '401 auth.refused refresh-token-reused';
const ended = '401 auth.refused session-ended';

async function granted(who: string) {
  const { code, codeVerifier } = await arrive(world, who);
  return { code, codeVerifier, redirectUri: clientAddress };
}

test('a code and its verifier become tokens that say who this is', async () => {
  const reply = await post(world, 'token', await granted('cashier'));
  expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const tokens = (await reply.json()) as Tokens;
  expect(tokens).toMatchObject({ tokenType: 'Bearer', expiresInSeconds: 600 });
  expect(tokens.sessionEndsInSeconds).toBeGreaterThan(12 * 3_600 - 60);
  expect(tokens.sessionEndsInSeconds).toBeLessThanOrEqual(12 * 3_600);
  expect(await (await me(world, tokens.accessToken)).json()).toEqual({
    user: {
      id: like(/^usr_/),
      email: 'cashier@example.test',
      name: 'Casey Cashier',
      role: 'CASHIER',
    },
    abilities: abilitiesOf('CASHIER'),
    signedInBy: 'GOOGLE',
    till: null,
    pin: null,
  });
});

test('a sign-in is recorded with ids only', async () => {
  await signIn(world, 'cashier');
  const event = world.events.at(-1);
  expect(event).toMatchObject({
    action: 'sign-in.success',
    actor: { id: like(/^usr_/), role: 'CASHIER' },
    target: { kind: 'session', id: like(/^ses_/) },
    requestId: like(/^req_/),
    result: 'OK',
  });
  expect(JSON.stringify(event)).not.toContain('example.test');
});

test.each([
  ['another verifier', { codeVerifier: newSecret() }, 'code-verifier'],
  ['another address', { redirectUri: 'http://127.0.0.1:10/signed-in' }, 'redirect-uri'],
])('a code with %s is refused and used up', async (_what, change, reason) => {
  const right = await granted('cashier');
  expect(await reasonOf(await post(world, 'token', { ...right, ...change }))).toBe(
    `401 auth.refused ${reason}`,
  );
  expect(await reasonOf(await post(world, 'token', right))).toBe('401 auth.refused code-unknown');
  expect(world.events.at(-1)).toMatchObject({
    action: 'sign-in.refused',
    reason,
    actor: { role: 'CASHIER' },
  });
});

test('a code is good once, however many ask at the same time', async () => {
  const request = await granted('cashier');
  const replies = await Promise.all([1, 2, 3, 4].map(() => post(world, 'token', request)));
  expect(countByStatus(replies)).toEqual({ 200: 1, 401: 3 });
});

test('a code is good for a minute', async () => {
  const request = await granted('cashier');
  world.state.offsetMs = codeMs;
  expect(await reasonOf(await post(world, 'token', request))).toBe('401 auth.refused code-expired');
});

test('a body with anything more or less is told by field', async () => {
  const request = await granted('cashier');
  expect((await post(world, 'token', { ...request, extra: 1 })).status).toBe(400);
  expect((await post(world, 'refresh', {})).status).toBe(400);
});

test('a lost reply costs nothing: the predecessor answers the same successor until that is used', async () => {
  const { refreshToken } = await signIn(world, 'cashier');
  const successor = await refresh(world, refreshToken);
  world.state.offsetMs = 3_600_000;
  expect(await refresh(world, refreshToken)).toBe(successor);
});

test('after its successor was used, a predecessor answers it for ten seconds, then ends the session', async () => {
  const { refreshToken } = await signIn(world, 'cashier');
  const successor = await refresh(world, refreshToken);
  const latest = await refresh(world, successor);
  world.state.offsetMs = graceMs - 1_000;
  expect(await refresh(world, refreshToken)).toBe(successor);
  world.state.offsetMs = graceMs + 1_000;
  expect(await refresh(world, refreshToken)).toBe(reused);
  expect(world.events.at(-1)).toMatchObject({ action: 'sign-in.refused', reason: 'refresh-token-reused' });
  expect(await refresh(world, latest)).toBe(ended);
});

test('anything older than the predecessor ends the session at once', async () => {
  const { refreshToken } = await signIn(world, 'cashier');
  let latest = refreshToken;
  for (let turn = 0; turn < 3; turn += 1) latest = await refresh(world, latest);
  expect(await refresh(world, refreshToken)).toBe(reused);
  expect(await refresh(world, latest)).toBe(ended);
});

test('a reused refresh token ends its family: every later refresh token, and the access tokens within a second', async () => {
  const { refreshToken, accessToken } = await signIn(world, 'cashier');
  const family = [refreshToken];
  for (let turn = 0; turn < 3; turn += 1) family.push(await refresh(world, family.at(-1) ?? ''));
  expect((await me(world, accessToken)).status).toBe(200);
  expect(await refresh(world, refreshToken)).toBe(reused);
  expect(await Promise.all(family.map((token) => refresh(world, token)))).toEqual(family.map(() => ended));
  await vi.waitFor(async () => expect(await reasonOf(await me(world, accessToken))).toBe(ended), 1_000);
});

test('a grandparent is refused the moment its grandchild’s child was used, grace or not', async () => {
  const grandparent = (await signIn(world, 'cashier')).refreshToken;
  const parent = await refresh(world, grandparent);
  const child = await refresh(world, parent);
  expect(await refresh(world, grandparent)).toBe(parent);
  await refresh(world, child);
  expect(await refresh(world, grandparent)).toBe(reused);
});

test('reuse in one session leaves the person’s other sessions alone', async () => {
  const [victim, other] = [await signIn(world, 'cashier'), await signIn(world, 'cashier')];
  let latest = victim.refreshToken;
  for (let turn = 0; turn < 3; turn += 1) latest = await refresh(world, latest);
  expect(await refresh(world, victim.refreshToken)).toBe(reused);
  expect(await refresh(world, other.refreshToken)).toMatch(/^ses_/);
});

test('refreshes of one token at the same time answer the same successor', async () => {
  const { refreshToken } = await signIn(world, 'cashier');
  const answers = await Promise.all(Array.from({ length: 12 }, () => refresh(world, refreshToken)));
  expect(new Set(answers).size).toBe(1);
  expect(await refresh(world, answers[0] ?? '')).toMatch(/^ses_/);
});

test('a made-up token with a real session’s id ends nothing', async () => {
  const { refreshToken } = await signIn(world, 'cashier');
  const [sessionId = ''] = refreshToken.split('.');
  const forged = `${sessionId}.${newSecret()}.${newSecret().slice(0, 22)}`;
  expect(await refresh(world, forged)).toBe('401 auth.refused refresh-token-unknown');
  expect((await post(world, 'logout', { refreshToken: forged, everywhere: true })).status).toBe(204);
  expect(await refresh(world, refreshToken)).toMatch(/^ses_/);
});

test('a refresh carries the role of now', async () => {
  const { refreshToken } = await signIn(world, 'customer');
  const users = world.connection.collection('users');
  await users.updateOne({ email: 'customer@example.test' }, { $set: { role: 'MANAGER' } });
  const reply = await post(world, 'refresh', { refreshToken });
  const { accessToken } = (await reply.json()) as Tokens;
  expect(await (await me(world, accessToken)).json()).toMatchObject({ user: { role: 'MANAGER' } });
});

test('logout ends one session and is no error a second time', async () => {
  const [mine, other] = [await signIn(world, 'manager'), await signIn(world, 'manager')];
  const statuses = [1, 2].map(() => post(world, 'logout', { refreshToken: mine.refreshToken }));
  expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([204, 204]);
  expect(await refresh(world, mine.refreshToken)).toBe(ended);
  expect(await refresh(world, other.refreshToken)).toMatch(/^ses_/);
});

test('logout everywhere ends every session of the person and nobody else’s', async () => {
  const [one, two, other] = [
    await signIn(world, 'manager'),
    await signIn(world, 'manager'),
    await signIn(world, 'admin'),
  ];
  await post(world, 'logout', { refreshToken: one.refreshToken, everywhere: true });
  expect([await refresh(world, one.refreshToken), await refresh(world, two.refreshToken)]).toEqual([
    ended,
    ended,
  ]);
  expect(await refresh(world, other.refreshToken)).toMatch(/^ses_/);
  expect(world.events.findLast(({ action }) => action === 'sign-out')).toMatchObject({
    actor: { role: 'MANAGER' },
    after: { everywhere: true },
  });
});
