import { SessionId, UserId } from '@foyer/shared/ids';
import { expect, test } from 'vitest';
import type { AccessClaims } from '../http/authenticate.ts';
import { SocketSessions } from './socket-sessions.ts';

const claims: AccessClaims = {
  sub: UserId.parse('usr_a'),
  sid: SessionId.parse('ses_a'),
  role: 'CASHIER',
  rv: 1,
  till: null,
  by: 'GOOGLE',
  exp: 600,
};

/** One socket, and what the rest of the house says about its session. */
function socketWith(sessionEnds: () => Promise<ReadonlyMap<string, Date>>) {
  const state = { nowMs: 0, revoked: false, cuts: 0, questions: 0 };
  const sessions = new SocketSessions({
    reasonAgainst: () => (state.revoked ? 'role-changed' : null),
    sessionEnds: () => {
      state.questions += 1;
      return sessionEnds();
    },
    clock: { now: () => new Date(state.nowMs) },
  });
  const open = () => sessions.add(claims, () => (state.cuts += 1));
  return { state, sessions, open };
}

const endsAt = (ms: number) => () => Promise.resolve(new Map([['ses_a', new Date(ms)]]));

test('nobody is asked while the token lives', async () => {
  const { state, sessions, open } = socketWith(endsAt(0));
  open();
  state.nowMs = 599_999;
  await sessions.renew();
  expect([state.questions, state.cuts]).toEqual([0, 0]);
});

test('a socket outlives its token where its session was refreshed, and ends with the session', async () => {
  const { state, sessions, open } = socketWith(endsAt(5_000_000));
  open();
  state.nowMs = 600_000;
  await sessions.renew();
  state.nowMs = 4_999_999;
  await sessions.renew();
  expect([state.questions, state.cuts]).toEqual([1, 0]);
  state.nowMs = 5_000_000;
  await sessions.renew();
  expect([state.questions, state.cuts]).toEqual([2, 1]);
});

test('a socket whose session is not there any more ends once', async () => {
  const { state, sessions, open } = socketWith(() => Promise.resolve(new Map()));
  open();
  state.nowMs = 600_000;
  await sessions.renew();
  await sessions.renew();
  expect(state.cuts).toBe(1);
});

test('while the database is silent no socket ends', async () => {
  const { state, sessions, open } = socketWith(() => Promise.reject(new Error('away')));
  open();
  state.nowMs = 600_000;
  await expect(sessions.renew()).rejects.toThrow('away');
  expect(state.cuts).toBe(0);
});

test('what is revoked ends at once, also between the handshake and the connection', () => {
  const { state, sessions, open } = socketWith(endsAt(0));
  open();
  state.revoked = true;
  sessions.cutRevoked();
  open();
  expect(state.cuts).toBe(2);
});

test('a socket that has left is forgotten', () => {
  const { state, sessions, open } = socketWith(endsAt(0));
  const forget = open();
  forget();
  state.revoked = true;
  sessions.cutRevoked();
  expect(state.cuts).toBe(0);
});
