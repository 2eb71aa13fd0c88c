import type { App } from '@foyer/api/compose';
import { getMe, refreshTokens, type Tokens } from '@foyer/shared/http/sign-in';
import { signIn } from '@foyer/tools/sign-in/sign-in';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { Client } from './harness/client.ts';

const [oldKey, newKey] = [`old:${'o'.repeat(40)}`, `new:${'n'.repeat(40)}`];

let box: BoxOffice;
/** Servers on the same data, as they are at each step of a rotation. */
let preparing: Pick<App, 'address'>;
let rotated: App;
let done: App;
beforeAll(async () => {
  box = await startBoxOffice({
    cinema: null,
    env: { JWT_SECRET: '', JWT_KEYS: `${oldKey},${newKey}` },
  });
  preparing = { address: box.origin };
  [rotated, done] = await Promise.all([
    box.addNode({ JWT_KEYS: `${newKey},${oldKey}` }),
    box.addNode({ JWT_KEYS: newKey }),
  ]);
});
afterAll(() => box.stop());

const signedByOld = (): Promise<Tokens> => signIn(box.origin, 'cashier@example.test');
const kidOf = ({ accessToken }: Tokens) => jwt.decode(accessToken, { complete: true })?.header.kid;

async function reasonAt({ address }: Pick<App, 'address'>, tokens: Tokens): Promise<unknown> {
  return (await new Client(address, tokens.accessToken).call(getMe)).problem?.details['reason'] ?? null;
}

async function refreshAt({ address }: Pick<App, 'address'>, refreshToken: string): Promise<Tokens> {
  return (await new Client(address).call(refreshTokens, { body: { refreshToken } })).body;
}

async function refusalAt({ address }: Pick<App, 'address'>, refreshToken: string): Promise<unknown> {
  return (await new Client(address).call(refreshTokens, { body: { refreshToken } })).problem?.details[
    'reason'
  ];
}

test('the new key in front signs, and whoever is signed in stays so', async () => {
  const before = await signedByOld();
  expect([kidOf(before), await reasonAt(rotated, before)]).toEqual(['old', null]);
  const after = await refreshAt(rotated, before.refreshToken);
  expect([kidOf(after), await reasonAt(rotated, after)]).toEqual(['new', null]);
});

test('a server that lists the new key behind the old one already knows its tokens', async () => {
  const before = await signedByOld();
  const after = await refreshAt(rotated, before.refreshToken);
  expect([kidOf(after), await reasonAt(preparing, after)]).toEqual(['new', null]);
  expect(kidOf(await refreshAt(preparing, after.refreshToken))).toBe('old');
});

describe('a reply that was lost in the middle of the rotation', () => {
  test('is answered again by a server that signs with the new key', async () => {
    const { refreshToken } = await signedByOld();
    const lost = await refreshAt(preparing, refreshToken);
    expect((await refreshAt(rotated, refreshToken)).refreshToken).toBe(lost.refreshToken);
  });

  test('is answered again by a server that signs with the old key', async () => {
    const { refreshToken } = await signedByOld();
    const lost = await refreshAt(rotated, refreshToken);
    expect((await refreshAt(preparing, refreshToken)).refreshToken).toBe(lost.refreshToken);
  });

  test('leaves one successor where both are asked at once', async () => {
    const { refreshToken } = await signedByOld();
    const answers = await Promise.all(
      [preparing, rotated, preparing, rotated].map((node) => refreshAt(node, refreshToken)),
    );
    expect(new Set(answers.map((answer) => answer.refreshToken)).size).toBe(1);
  });
});

test('without the old key its tokens are refused, and those of the new one go on', async () => {
  const stale = await signedByOld();
  const fresh = await refreshAt(rotated, (await signedByOld()).refreshToken);
  expect(await reasonAt(done, stale)).toBe('token-invalid');
  expect(await refusalAt(done, stale.refreshToken)).toBe('refresh-token-unknown');
  expect(await reasonAt(done, fresh)).toBeNull();
  expect(kidOf(await refreshAt(done, fresh.refreshToken))).toBe('new');
});
