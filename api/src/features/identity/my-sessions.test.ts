import type { SessionView } from '@foyer/shared/http/sessions';
import type { Tokens } from '@foyer/shared/http/sign-in';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { like, reasonOf, refresh, signIn, startWorld, type World } from './identity.harness.ts';

const minute = 60_000;

let world: World;
beforeAll(async () => {
  world = await startWorld({ SESSION_IDLE_MINUTES: '30', SESSION_HOURS: '2' });
});
afterAll(() => world.stop());
afterEach(() => {
  world.state.offsetMs = 0;
});

function asked(tokens: Tokens, method = 'GET', id?: string): Promise<Response> {
  return fetch(`${world.origin}/api/me/sessions${id === undefined ? '' : `/${id}`}`, {
    method,
    headers: { authorization: `Bearer ${tokens.accessToken}` },
  });
}

async function sessionsOf(tokens: Tokens): Promise<readonly SessionView[]> {
  return ((await (await asked(tokens)).json()) as { sessions: SessionView[] }).sessions;
}

const idOf = ({ refreshToken }: Tokens): string => refreshToken.split('.')[0] ?? '';

test('people see where they are signed in, the latest used first, and which one is theirs now', async () => {
  const [first, second] = [await signIn(world, 'manager'), await signIn(world, 'manager')];
  await signIn(world, 'cashier');
  expect(await sessionsOf(first)).toMatchObject([
    { id: idOf(second), current: false },
    { id: idOf(first), current: true, client: { kind: 'DESKTOP', name: 'node' } },
  ]);
  world.state.offsetMs = minute;
  await refresh(world, first.refreshToken);
  const [latest] = await sessionsOf(first);
  const spanMs = Date.parse(latest?.lastUsedAt ?? '') - Date.parse(latest?.createdAt ?? '');
  expect([latest?.id, Math.floor(spanMs / minute)]).toEqual([idOf(first), 1]);
});

test('people end one of their sessions, once, and it is recorded', async () => {
  const [mine, lost] = [await signIn(world, 'admin'), await signIn(world, 'admin')];
  expect((await asked(mine, 'DELETE', idOf(lost))).status).toBe(204);
  expect(world.events.at(-1)).toMatchObject({
    action: 'sign-out',
    actor: { id: like(/^usr_/), role: 'ADMIN' },
    target: { kind: 'session', id: idOf(lost) },
    after: { endedFrom: idOf(mine) },
  });
  expect(await refresh(world, lost.refreshToken)).toBe('401 auth.refused session-ended');
  expect((await sessionsOf(mine)).map(({ id }) => id)).toEqual([idOf(mine)]);
  expect((await asked(mine, 'DELETE', idOf(lost))).status).toBe(404);
});

test('nobody ends somebody else’s session', async () => {
  const [mine, theirs] = [await signIn(world, 'manager'), await signIn(world, 'cashier')];
  expect((await asked(mine, 'DELETE', idOf(theirs))).status).toBe(404);
  expect(await refresh(world, theirs.refreshToken)).toMatch(/^ses_/);
});

test('a client that was off for longer than the idle time signs in again, and that is recorded once', async () => {
  const { refreshToken } = await signIn(world, 'cashier');
  world.state.offsetMs = 30 * minute;
  expect(await refresh(world, refreshToken)).toBe('401 auth.refused session-idle');
  const event = world.events.at(-1);
  expect(event).toMatchObject({ action: 'sign-in.refused', reason: 'session-idle', result: 'REFUSED' });
  expect(await refresh(world, refreshToken)).toBe('401 auth.refused session-ended');
  expect(world.events.at(-1)).toBe(event);
});

test('the shift ends however often a client refreshes, and no access token outlives it', async () => {
  let { refreshToken } = await signIn(world, 'cashier');
  for (const minutes of [29, 58, 87, 110, 119]) {
    world.state.offsetMs = minutes * minute;
    refreshToken = await refresh(world, refreshToken);
  }
  const reply = await fetch(`${world.origin}/api/auth/refresh`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refreshToken }),
  });
  const tokens = (await reply.json()) as Tokens;
  expect(tokens.expiresInSeconds).toBeLessThanOrEqual(60);
  expect(tokens.sessionEndsInSeconds).toBeLessThanOrEqual(60);
  world.state.offsetMs = 120 * minute;
  expect(await refresh(world, tokens.refreshToken)).toBe('401 auth.refused session-over');
  expect(world.events.at(-1)).toMatchObject({ action: 'sign-in.refused', reason: 'session-over' });
});

test('an id that is none is told by field', async () => {
  const mine = await signIn(world, 'cashier');
  expect(await reasonOf(await asked(mine, 'DELETE', '%7B%7D'))).toMatch(/^400 request.invalid/);
});
