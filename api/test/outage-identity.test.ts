import { getReadiness } from '@foyer/shared/http/health';
import { getMe, refreshTokens, type Tokens } from '@foyer/shared/http/sign-in';
import { Browser } from '@foyer/tools/sign-in/browser';
import { signIn } from '@foyer/tools/sign-in/sign-in';
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { ownMongo, ownRedis, type OwnEngine } from './harness/own-engines.ts';
import { withinMs } from './harness/within.ts';

/** Finding out that no primary is there takes 1.5 s. */
const soonMs = 3_500;
const redirectUri = 'http://127.0.0.1:49151/signed-in';

let mongo: OwnEngine;
let redis: OwnEngine;
let box: BoxOffice;
beforeAll(async () => {
  [mongo, redis] = await Promise.all([ownMongo(), ownRedis()]);
  box = await startBoxOffice({ cinema: null, mongoUri: mongo.url, redisUrl: redis.url });
});
afterAll(async () => {
  await box.stop();
  await Promise.all([mongo.remove(), redis.remove()]);
});

const refresh = ({ refreshToken }: Tokens) => box.anonymous.call(refreshTokens, { body: { refreshToken } });
const meWith = ({ accessToken }: Tokens) => new Client(box.origin, accessToken).call(getMe);
const ready = () =>
  eventually(async () => expect((await box.anonymous.call(getReadiness)).status).toBe(200), 15_000);

async function sessionOf({ refreshToken }: Tokens) {
  const [id = ''] = refreshToken.split('.');
  return box.connection.collection<{ _id: string }>('sessions').findOne({ _id: id });
}

test('Redis lost in the middle of a sign-in: it goes on, and so does the next one', async () => {
  const codeVerifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    redirect_uri: redirectUri,
    state: 'mine',
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
    login_hint: 'cashier@example.test',
  });
  const browser = new Browser();
  const callback = `${box.origin}/api/auth/google/callback`;
  const { url } = await browser.get(`${box.origin}/api/auth/google/login?${query.toString()}`, callback);
  await redis.stop();
  const arrived = await browser.get(url.href, redirectUri);
  expect(arrived.url.searchParams.get('code')).toMatch(/./);
  expect((await meWith(await signIn(box.origin, 'manager@example.test'))).status).toBe(200);
  await redis.start('kept');
  await ready();
});

describe('MongoDB lost during a refresh', () => {
  let tokens: Tokens;
  beforeAll(async () => {
    tokens = await signIn(box.origin, 'cashier@example.test');
  });

  test('is said soon, and never that the session has ended', async () => {
    const before = await sessionOf(tokens);
    await mongo.stop();
    const refused = await withinMs(soonMs, () => refresh(tokens));
    expect([refused.status, refused.code]).toEqual([503, 'service.unavailable']);
    expect(refused.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect((await withinMs(soonMs, () => meWith(tokens))).code).toBe('service.unavailable');
    await mongo.start('kept');
    await ready();
    expect(await sessionOf(tokens)).toEqual(before);
  });

  test('works again by itself with the same token, whatever came of the refreshes under way', async () => {
    const underWay = Array.from({ length: 8 }, () => refresh(tokens));
    const [answers] = await Promise.all([Promise.all(underWay), mongo.stop()]);
    expect(answers.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
    await mongo.start('kept');
    await ready();
    const [again, repeated] = [await refresh(tokens), await refresh(tokens)];
    expect([again.status, repeated.body.refreshToken]).toEqual([200, again.body.refreshToken]);
    const told = answers.filter(({ status }) => status === 200);
    expect(new Set([again, ...told].map(({ body }) => body.refreshToken)).size).toBe(1);
    expect((await meWith(again.body)).status).toBe(200);
  });

  test('leaves the server hearing of what is revoked', async () => {
    const [mine] = [await signIn(box.origin, 'cashier@example.test')];
    await box.connection
      .collection('users')
      .updateOne({ email: 'cashier@example.test' }, { $inc: { roleVersion: 1 } });
    await eventually(
      async () => expect((await meWith(mine)).problem?.details['reason']).toBe('role-changed'),
      1_000,
    );
  });
});
