import type { App } from '@foyer/api/compose';
import { getMe, refreshTokens, type Tokens } from '@foyer/shared/http/sign-in';
import { enrolTill, getOwnTill, issueTillCode, listTills } from '@foyer/shared/http/tills';
import { signIn } from '@foyer/tools/sign-in/sign-in';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { connectSocket } from './harness/sockets.ts';
import { enrol, enrolledTill, newTill, pinPerson, revoke, tryPin, type TestTill } from './harness/tills.ts';

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

async function connect(origin: string, token: string): Promise<Socket> {
  const socket = await connectSocket(origin, token);
  sockets.push(socket);
  return socket;
}

/** Why a node refuses a token; null where it is good. */
async function reasonAt(origin: string, { accessToken }: Tokens): Promise<unknown> {
  const { problem } = await new Client(origin, accessToken).call(getMe);
  return problem && `${problem.code} ${String(problem.details['reason'])}`;
}

const refresh = ({ refreshToken }: Tokens, headers: Readonly<Record<string, string>> = {}) =>
  box.anonymous.call(refreshTokens, { body: { refreshToken }, headers });
const reasonOf = ({ problem }: Awaited<ReturnType<typeof refresh>>) =>
  problem && `${problem.code} ${String(problem.details['reason'])}`;
const isGood = async ({ headers }: TestTill) =>
  (await box.anonymous.call(getOwnTill, { headers })).code === null;

describe('a one-time code', () => {
  test('makes one device the till, and no second one', async () => {
    const { id, code } = await newTill(box);
    const till = await enrol(box, code);
    expect([till.id, await isGood(till)]).toEqual([id, true]);
    const again = await box.anonymous.call(enrolTill, { body: { code } });
    expect(again.problem?.details).toEqual({ reason: 'code-unknown' });
  });

  test('that several devices send at once makes one of them the till', async () => {
    const { code } = await newTill(box);
    const nodes = [box.anonymous, new Client(other.address)];
    const calls = Array.from({ length: 8 }, (_, index) =>
      (nodes[index % 2] ?? box.anonymous).call(enrolTill, { body: { code } }),
    );
    const codes = (await Promise.all(calls)).map((answer) => answer.code ?? 'enrolled');
    expect(codes.toSorted()).toEqual(['enrolled', ...Array.from({ length: 7 }, () => 'till.refused')]);
  });

  test('is good for ten minutes', async () => {
    const { code } = await newTill(box);
    box.clock.advance(600_000);
    const late = await box.anonymous.call(enrolTill, { body: { code } });
    expect(late.problem?.details).toEqual({ reason: 'code-expired' });
  });

  test('of an enrolled till puts another device in the place of the first, whose sessions end', async () => {
    const first = await enrolledTill(box);
    const tokens = await signIn(box.origin, 'cashier@example.test', first.key);
    const { code } = (await box.actAs('MANAGER').call(issueTillCode, { params: { id: first.id } })).body;
    expect(await isGood(first)).toBe(true);
    const second = await enrol(box, code);
    expect([second.id, await isGood(first), await isGood(second)]).toEqual([first.id, false, true]);
    await eventually(async () => {
      expect(await reasonAt(other.address, tokens)).toBe('auth.refused session-ended');
    }, promisedMs);
  });
});

describe('a session at a till', () => {
  test('says so, and goes on with the key of that till only', async () => {
    const [till, elsewhere] = [await enrolledTill(box), await enrolledTill(box)];
    const tokens = await signIn(box.origin, 'cashier@example.test', till.key);
    const me = (await new Client(box.origin, tokens.accessToken).call(getMe)).body;
    expect(me.till).toEqual({ id: till.id, name: 'Till' });
    expect(reasonOf(await refresh(tokens))).toBe('till.refused key-needed');
    expect(reasonOf(await refresh(tokens, elsewhere.headers))).toBe('till.refused other-till');
    const wrong = { 'foyer-till': `${till.id}.wrong` };
    expect(reasonOf(await refresh(tokens, wrong))).toBe('till.refused key-unknown');
    // None of these was a use of the token.
    expect((await refresh(tokens, till.headers)).code).toBeNull();
  });

  test('that has no till needs no key', async () => {
    const tokens = await signIn(box.origin, 'cashier@example.test');
    expect((await refresh(tokens)).code).toBeNull();
  });
});

test('a revoked till is thrown out within a second on every node, whoever signed in there and however', async () => {
  const [till, kept] = [await enrolledTill(box), await enrolledTill(box)];
  const person = await pinPerson(box, till);
  const byPin = (await tryPin(box, till, person)).body;
  const bystander = await signIn(box.origin, 'cashier@example.test', kept.key);
  const origins = [box.origin, other.address];
  const thrownOut = await Promise.all(
    origins.flatMap((origin) => [person.tokens, byPin].map((tokens) => connect(origin, tokens.accessToken))),
  );
  const stays = await connect(other.address, bystander.accessToken);
  await revoke(box, till);
  await eventually(async () => {
    const tokens = [person.tokens, byPin];
    const reasons = await Promise.all(
      origins.flatMap((origin) => tokens.map((one) => reasonAt(origin, one))),
    );
    expect(reasons).toEqual(Array.from({ length: 4 }, () => 'auth.refused till-revoked'));
    expect(thrownOut.map(({ connected }) => connected)).toEqual([false, false, false, false]);
  }, promisedMs);
  expect([await reasonAt(other.address, bystander), stays.connected]).toEqual([null, true]);
  expect(reasonOf(await refresh(person.tokens, till.headers))).toBe('till.refused till-revoked');
  const late = await box.addNode();
  expect(await reasonAt(late.address, byPin)).toBe('auth.refused till-revoked');
  const { tills } = (await box.actAs('MANAGER').call(listTills)).body;
  expect(tills.find(({ id }) => id === till.id)?.status).toBe('REVOKED');
});

test('every step of a till is in the audit', async () => {
  const till = await enrolledTill(box);
  await box.actAs('MANAGER').call(issueTillCode, { params: { id: till.id } });
  await revoke(box, till);
  await revoke(box, till);
  const entries = box.connection.collection<{ action: string }>('auditEntries');
  const found = await entries.find({ 'target.id': till.id }).sort({ seq: 1 }).toArray();
  expect(found.map(({ action }) => action)).toEqual([
    'till.added',
    'till.enrolled',
    'till.code-issued',
    'till.revoked',
  ]);
});
