import { expect, test } from 'vitest';
import type { AccessTokenAnswer } from '../../bridge/session.ts';
import { keepToken } from './session.ts';

const expiresAt = new Date(Date.now() + 600_000).toISOString();
const tokenOf = (person: string, token: string): AccessTokenAnswer => ({
  kind: 'token',
  token,
  expiresAt,
  person,
});

function open(answers: AccessTokenAnswer[]) {
  const asked: (string | null)[] = [];
  const bridge = {
    accessToken: ({ refused }: { readonly refused: string | null }) => {
      asked.push(refused);
      const value = answers.shift() ?? { kind: 'none' as const, reason: 'signed-out' as const };
      return Promise.resolve({ ok: true as const, value });
    },
  };
  return { ...keepToken(bridge, 'usr_casey'), asked };
}

test('asks main once while the token is good, and again when a new session has begun', async () => {
  const { token, forget, asked } = open([tokenOf('usr_casey', 'one'), tokenOf('usr_casey', 'two')]);
  expect([await token(null), await token('old')]).toEqual(['one', 'one']);
  forget();
  expect(await token(null)).toBe('two');
  expect(asked).toEqual([null, null]);
});

test('never sends what one person began in the name of the next', async () => {
  const { token } = open([tokenOf('usr_casey', 'one'), tokenOf('usr_cleo', 'two')]);
  await token(null);
  await expect(token('one')).rejects.toMatchObject({ code: 'auth.required' });
});
