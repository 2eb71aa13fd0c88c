import { createSecretKey } from 'node:crypto';
import type { Tokens } from '@foyer/shared/http/sign-in';
import type { AppError } from '@foyer/shared/problems';
import jwt, { type SignOptions } from 'jsonwebtoken';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { me, reasonOf, refresh, signIn, startWorld, type World } from './identity.harness.ts';

let world: World;
let claims: jwt.JwtPayload;
let kid: string;
let tokens: Tokens;
beforeAll(async () => {
  world = await startWorld();
  tokens = await signIn(world, 'cashier');
  const good = jwt.decode(tokens.accessToken, { complete: true });
  claims = good?.payload as jwt.JwtPayload;
  kid = good?.header.kid ?? '';
});
afterAll(() => world.stop());

const ours = (): string => world.config.jwtKeys[0]?.secret.reveal() ?? '';
const token = (change: object, key = ours(), options: SignOptions = {}): string =>
  jwt.sign(given({ ...claims, ...change }), createSecretKey(Buffer.from(key)), { keyid: kid, ...options });
/** Without the fields that are undefined. */
const given = (value: object): object => JSON.parse(JSON.stringify(value)) as object;
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const past = Math.floor(Date.now() / 1000) - 60;
const refused = '401 auth.refused token-invalid';

const forged: [string, () => string, string][] = [
  ['no signature', () => `${part({ alg: 'none', typ: 'JWT', kid })}.${part(claims)}.`, refused],
  ['the signature of another key', () => token({}, 'x'.repeat(40)), refused],
  ['another algorithm', () => token({}, ours().repeat(2), { algorithm: 'HS512' }), refused],
  ['a key name that every object has', () => token({}, ours(), { keyid: 'toString' }), refused],
  ['a key name nobody has', () => token({}, ours(), { keyid: 'other' }), refused],
  ['no key name', () => jwt.sign(claims, ours()), refused],
  ['another issuer', () => token({ iss: 'somebody' }), refused],
  ['another audience', () => token({ aud: 'somebody' }), refused],
  ['no end', () => token({ exp: undefined }), refused],
  ['no session', () => token({ sid: undefined }), refused],
  ['a role that there is not', () => token({ role: 'OWNER' }), refused],
  ['an end in the past', () => token({ iat: past - 600, exp: past }), '401 auth.expired token-expired'],
  ['a start in the future', () => token({ nbf: past + 3_600 }), refused],
  ['its last character cut off', () => token({}).slice(0, -1), refused],
  ['its signature cut off', () => token({}).split('.').slice(0, 2).join('.'), refused],
  ['a role version that there is not', () => token({ rv: 0 }), refused],
  ['the refresh token in its place', () => tokens.refreshToken, refused],
  ['three parts of nonsense', () => 'a.b.c', refused],
  ['a payload that is no JSON', () => `${part({ alg: 'HS256', typ: 'JWT', kid })}.bm9uc2Vuc2U.c2ln`, refused],
  ['nothing', () => '', refused],
];

test.each(forged)('a token with %s opens nothing, by request or by socket', async (_what, make, refusal) => {
  const shown = make();
  expect(await reasonOf(await me(world, shown))).toBe(refusal);
  expect(() => world.identity.authenticateToken(shown)).toThrow(
    expect.objectContaining({ code: refusal.split(' ')[1] }) as AppError,
  );
});

test('a good token opens both', async () => {
  expect((await me(world, token({}))).status).toBe(200);
  expect(world.identity.authenticateToken(token({}))).toMatchObject({
    sub: claims.sub,
    role: 'CASHIER',
    sid: claims['sid'] as string,
    till: null,
  });
});

test('a token of an earlier release, which names no role version, counts as the first', () => {
  expect(claims['rv']).toBe(2); // the demo cashier was welcomed as a USER
  expect(() => world.identity.authenticateToken(token({ rv: undefined }))).toThrow(
    expect.objectContaining({ details: { reason: 'role-changed' } }) as AppError,
  );
});

test('an access token refreshes nothing', async () => {
  expect(await refresh(world, tokens.accessToken.slice(0, 200))).toBe(
    '401 auth.refused refresh-token-unknown',
  );
  const cut = tokens.refreshToken.slice(0, -1);
  expect(await refresh(world, cut)).toBe('401 auth.refused refresh-token-unknown');
});

test('a token lives ten minutes and holds ids, role and nothing personal', () => {
  expect(Object.keys(claims).sort()).toEqual([
    'aud',
    'by',
    'exp',
    'iat',
    'iss',
    'role',
    'rv',
    'sid',
    'sub',
    'till',
  ]);
  expect(Number(claims.exp) - Number(claims.iat)).toBe(600);
});

test('without a token one is asked for', async () => {
  const reply = await fetch(`${world.origin}/api/me`);
  expect(await reasonOf(reply)).toBe('401 auth.required no-token');
});
