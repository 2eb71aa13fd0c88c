// @vitest-environment node
import { listTillPeople } from '@foyer/shared/http/tills';
import { logout, refreshTokens, Tokens } from '@foyer/shared/http/sign-in';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type JsonReply, type JsonRequest, makeAskApi } from './api.ts';

const tokens = {
  tokenType: 'Bearer',
  accessToken: 'a',
  refreshToken: 'r',
  expiresInSeconds: 600,
  sessionEndsInSeconds: 43_200,
};

test('sends the till’s key where the contract takes it, and nowhere else', async () => {
  const { ask, sent } = open({ status: 200, body: tokens });
  await ask(refreshTokens, Tokens, { refreshToken: 'r' });
  await ask(listTillPeople, z.unknown());
  await ask(logout, z.unknown(), { refreshToken: 'r' });
  expect(sent.map(({ method, headers }) => [method, headers['Foyer-Till']])).toEqual([
    ['POST', 'a-key'],
    ['GET', 'a-key'],
    ['POST', undefined],
  ]);
});

test('sends no key that it hasn’t got', async () => {
  const { ask, sent } = open({ status: 200, body: tokens }, null);
  await ask(refreshTokens, Tokens, { refreshToken: 'r' });
  expect(Object.keys(sent[0]?.headers ?? {})).toEqual(['Content-Type']);
});

test('hands on what the API refuses, with its details', async () => {
  const error = { code: 'pin.refused', details: { attemptsLeft: 3 }, requestId: 'r' };
  const { ask } = open({ status: 401, body: { error } });
  expect(await ask(refreshTokens, Tokens, {})).toEqual({
    kind: 'refused',
    code: 'pin.refused',
    details: { attemptsLeft: 3 },
  });
});

test.each([
  ['a server in trouble', { status: 503, body: { error: { code: 'internal', details: {}, requestId: '' } } }],
  ['somebody else’s refusal', { status: 403, body: null }],
  ['another shape', { status: 200, body: { accessToken: 'a' } }],
])('takes %s for no answer', async (_name, reply) => {
  expect(await open(reply).ask(refreshTokens, Tokens, {})).toEqual({ kind: 'unreachable' });
});

function open(reply: JsonReply, key: string | null = 'a-key') {
  const sent: JsonRequest[] = [];
  const ask = makeAskApi({
    apiUrl: 'https://api.example',
    send: (request) => {
      sent.push(request);
      return Promise.resolve(reply);
    },
    tillKey: () => key,
  });
  return { ask, sent };
}
