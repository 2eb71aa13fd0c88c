import type { App } from '@foyer/api/compose';
import { getMe, logout, refreshTokens, type Tokens } from '@foyer/shared/http/sign-in';
import { signIn } from '@foyer/tools/sign-in/sign-in';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { connectSocket } from './harness/sockets.ts';

const promisedMs = 1_000;

let box: BoxOffice;
let other: App;
const sockets: Socket[] = [];
beforeAll(async () => {
  box = await startBoxOffice({ cinema: null });
  other = await box.addNode();
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await box.stop();
});

/** An open socket. */
async function connect(origin: string, token: string): Promise<Socket> {
  const socket = await connectSocket(origin, token);
  sockets.push(socket);
  return socket;
}

/** Somebody who has signed in, with a socket to each node. */
async function person(email: string) {
  const tokens = await signIn(box.origin, email);
  const origins = [box.origin, other.address];
  const [here, there] = await Promise.all(origins.map((origin) => connect(origin, tokens.accessToken)));
  return {
    tokens,
    /** What each node makes of the token: `null` where it is good. */
    reasons: () => Promise.all(origins.map((origin) => reasonAt(origin, tokens))),
    areConnected: () => [here?.connected, there?.connected],
  };
}

async function reasonAt(origin: string, { accessToken }: Tokens): Promise<unknown> {
  const answer = await new Client(origin, accessToken).call(getMe);
  return answer.problem && `${answer.problem.code} ${String(answer.problem.details['reason'])}`;
}

function change(email: string, update: object): Promise<unknown> {
  return box.connection.collection('users').updateOne({ email }, update);
}

const refresh = ({ refreshToken }: Tokens) => box.anonymous.call(refreshTokens, { body: { refreshToken } });
const twice = (reason: string) => [`auth.refused ${reason}`, `auth.refused ${reason}`];

test('another role ends the tokens and sockets of the one before on every node within a second', async () => {
  const email = 'manager@example.test';
  const [manager, bystander] = [await person(email), await person('cashier@example.test')];
  expect(await manager.reasons()).toEqual([null, null]);
  await change(email, { $set: { role: 'CASHIER' }, $inc: { roleVersion: 1 } });
  await eventually(async () => {
    expect(await manager.reasons()).toEqual(twice('role-changed'));
    expect(manager.areConnected()).toEqual([false, false]);
  }, promisedMs);
  expect([await bystander.reasons(), bystander.areConnected()]).toEqual([
    [null, null],
    [true, true],
  ]);
  const renewed = (await refresh(manager.tokens)).body;
  expect(await reasonAt(other.address, renewed)).toBeNull();
  const { user } = (await new Client(box.origin, renewed.accessToken).call(getMe)).body;
  expect(user.role).toBe('CASHIER');
});

test('whoever is disabled is out on every node within a second, refresh included, until enabled', async () => {
  const email = 'admin@example.test';
  const admin = await person(email);
  await change(email, { $set: { disabledAt: new Date() }, $inc: { roleVersion: 1 } });
  await eventually(async () => {
    expect(await admin.reasons()).toEqual(twice('disabled'));
    expect(admin.areConnected()).toEqual([false, false]);
  }, promisedMs);
  expect((await refresh(admin.tokens)).problem?.details).toEqual({ reason: 'disabled' });
  expect((await refresh(admin.tokens)).problem?.details).toEqual({ reason: 'session-ended' });
  await expect(signIn(box.origin, email)).rejects.toThrow('was refused');
  await change(email, { $set: { disabledAt: null } });
  expect(await reasonAt(box.origin, await signIn(box.origin, email))).toBeNull();
});

test('a signed-out session is out on every node within a second, and the person’s other one is not', async () => {
  const [ended, kept] = [await person('cashier@example.test'), await person('cashier@example.test')];
  await box.anonymous.call(logout, { body: { refreshToken: ended.tokens.refreshToken } });
  await eventually(async () => {
    expect(await ended.reasons()).toEqual(twice('session-ended'));
    expect(ended.areConnected()).toEqual([false, false]);
  }, promisedMs);
  expect([await kept.reasons(), kept.areConnected()]).toEqual([
    [null, null],
    [true, true],
  ]);
});

test('a session that somebody deletes in the database has ended, too', async () => {
  const cashier = await person('cashier@example.test');
  const [sessionId = ''] = cashier.tokens.refreshToken.split('.');
  await box.connection.collection<{ _id: string }>('sessions').deleteOne({ _id: sessionId });
  await eventually(async () => expect(await cashier.reasons()).toEqual(twice('session-ended')), promisedMs);
});

test('a node that starts later knows what was revoked before', async () => {
  const [ended, demoted] = [await person('cashier@example.test'), await person('customer@example.test')];
  await box.anonymous.call(logout, { body: { refreshToken: ended.tokens.refreshToken } });
  await change('customer@example.test', { $inc: { roleVersion: 1 } });
  const late = await box.addNode();
  expect(await reasonAt(late.address, ended.tokens)).toBe('auth.refused session-ended');
  expect(await reasonAt(late.address, demoted.tokens)).toBe('auth.refused role-changed');
});

test('a socket lives on past its token while its session does, and ends when that has lapsed', async () => {
  const cashier = await person('cashier@example.test');
  const witnesses = [box.origin, other.address].map((origin) =>
    connect(origin, box.actAs('USER').accessToken ?? ''),
  );
  const withoutSession = await Promise.all(witnesses);
  box.clock.advance(11 * 60_000);
  await eventually(() => expect(withoutSession.map(({ connected }) => connected)).toEqual([false, false]));
  expect(cashier.areConnected()).toEqual([true, true]);
  box.clock.advance(24 * 3_600_000 * 15);
  await eventually(() => expect(cashier.areConnected()).toEqual([false, false]));
});
