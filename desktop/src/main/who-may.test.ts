// @vitest-environment node
import { abilitiesOf } from '@foyer/shared/roles';
import { expect, test } from 'vitest';
import type { SessionState } from '../bridge/session.ts';
import type { JsonReply, JsonRequest } from './api.ts';
import { makeWhoMay } from './who-may.ts';

const signedIn: SessionState = {
  kind: 'signed-in',
  keeps: 'memory',
  person: 'usr_mo',
  session: 1,
  endsAt: null,
  locked: false,
  isOver: false,
  change: { kind: 'none' },
};
const me = (role: 'CASHIER' | 'MANAGER') => ({
  user: { id: 'usr_mo', email: 'mo@example.test', name: 'Mo', role },
  abilities: abilitiesOf(role),
  signedInBy: 'GOOGLE',
  till: null,
  pin: null,
});

function ask(reply: JsonReply | null, state = signedIn) {
  const sent: JsonRequest[] = [];
  const expiresAt = '2026-11-26T19:15:00.000Z';
  const whoMay = makeWhoMay({
    apiUrl: 'https://api.example',
    send: (request) => {
      sent.push(request);
      return reply === null ? Promise.reject(new Error('no answer')) : Promise.resolve(reply);
    },
    keeper: {
      state,
      accessToken: () => Promise.resolve({ kind: 'token', token: 'a-token', expiresAt, person: 'usr_mo' }),
    },
  });
  return { sent, answer: whoMay('tills.manage') };
}

test('asks the server in the name of whoever is here', async () => {
  const { sent, answer } = ask({ status: 200, body: me('MANAGER') });
  expect(await answer).toBe('yes');
  expect(sent).toEqual([
    { method: 'GET', address: 'https://api.example/api/me', headers: { Authorization: 'Bearer a-token' } },
  ]);
});

test.each([
  ['a cashier', { status: 200, body: me('CASHIER') }, 'no'],
  ['a session that is over', { status: 401, body: {} }, 'no'],
  ['a server in trouble', { status: 503, body: {} }, 'unreachable'],
  ['a line that is down', null, 'unreachable'],
] as const)('answers %s', async (_who, reply, expected) => {
  expect(await ask(reply).answer).toBe(expected);
});

test.each<SessionState>([
  { kind: 'signed-out', failure: null },
  { ...signedIn, locked: true },
])('lets nobody do it where nobody has shown who they are', async (state) => {
  const { sent, answer } = ask({ status: 200, body: me('MANAGER') }, state);
  expect(await answer).toBe('no');
  expect(sent).toEqual([]);
});
