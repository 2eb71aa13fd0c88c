import type { ProblemCode } from '@foyer/shared/problems';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { shows } from './harness/cinema.ts';
import { expectRefusal, withoutTrace } from './harness/refusal.ts';

let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice();
});
afterAll(() => box.stop());

describe('a question', () => {
  test.each<[string, string, ProblemCode]>([
    ['for a day that is none', '/api/showtimes?date=2026-02-30', 'request.invalid'],
    ['for a day in words', '/api/showtimes?date=tomorrow', 'request.invalid'],
    ['for two days', '/api/showtimes?date=2026-11-23&date=2026-11-24', 'request.invalid'],
    ['with an operator', '/api/showtimes?movie[$ne]=up', 'request.invalid'],
    ['with a key of no meaning', '/api/showtimes?sort=-price', 'request.invalid'],
    ['with a key called __proto__', '/api/showtimes?__proto__=up', 'request.invalid'],
    ['for a showtime with an operator', '/api/showtimes/%7B%22%24ne%22%3Anull%7D', 'request.invalid'],
    ['for a showtime nobody knows', '/api/showtimes/s-never', 'showtime.not-found'],
    ['for the map of one nobody knows', '/api/showtimes/s-never/seat-map', 'showtime.not-found'],
    ['for its holds', '/api/showtimes/s-never/seats/lock', 'showtime.not-found'],
    ['for its locks', '/api/showtimes/s-never/seats/locks', 'showtime.not-found'],
    ['for no bookings', '/api/bookings/me?limit=0', 'request.invalid'],
    ['for too many bookings', '/api/bookings/me?limit=201', 'request.invalid'],
    ['for a number of bookings in words', '/api/bookings/me?limit=ten', 'request.invalid'],
    ['that goes on nowhere', '/api/bookings/me?cursor=%21', 'request.invalid'],
    ['that goes on at a date that is none', '/api/bookings/me?cursor=x.b_1', 'request.invalid'],
    ['for a status nobody knows', '/api/admin/bookings?status=SOLD', 'request.invalid'],
    ['for somebody by an operator', '/api/admin/bookings?user[$ne]=x', 'request.invalid'],
    ['for a till with an operator', '/api/admin/bookings?till=%24where', 'request.invalid'],
    ['for an act nobody knows', '/api/admin/audit?action=seat.eaten', 'request.invalid'],
    ['for facts since a day', '/api/admin/audit?from=2026-11-23', 'request.invalid'],
    ['for facts that goes on at nothing', '/api/admin/audit?cursor=0', 'request.invalid'],
    ['for facts that goes on at an operator', '/api/admin/audit?cursor={"$gt":0}', 'request.invalid'],
    ['for people with a null character', '/api/admin/people?search=%00', 'request.invalid'],
    ['that is too long', `/api/admin/audit?target=${'x'.repeat(129)}`, 'request.invalid'],
  ])('%s is refused', async (_name, path, code) => {
    const mara = box.actAs('MANAGER');
    const problem = expectRefusal(await withoutTrace(box, () => mara.send('GET', path)), code);
    expect(Object.keys(problem.details)).toEqual(code === 'request.invalid' ? ['issues'] : []);
  });
});

const challenge = 'c'.repeat(43);
const good = {
  redirect_uri: 'http://127.0.0.1:4321/signed-in',
  state: 'a-state',
  code_challenge: challenge,
  code_challenge_method: 'S256',
};

describe('a sign-in', () => {
  test.each<[string, Record<string, string | undefined>, ProblemCode]>([
    ['without a state', { state: undefined }, 'request.invalid'],
    ['without a challenge', { code_challenge: undefined }, 'request.invalid'],
    ['with a challenge in plain text', { code_challenge_method: 'plain' }, 'request.invalid'],
    ['with a challenge that is none', { code_challenge: 'short' }, 'request.invalid'],
    ['with an address in white space', { redirect_uri: ' http://127.0.0.1:4321/in\r\n' }, 'request.invalid'],
    ['with an address that is none', { redirect_uri: 'nowhere' }, 'auth.refused'],
    ['with an address of two words', { redirect_uri: 'http://127.0.0.1:1/a b' }, 'request.invalid'],
    ['with a hint that is none', { login_hint: '{"$ne":null}' }, 'request.invalid'],
    ['back to a foreign place', { redirect_uri: 'https://evil.example/signed-in' }, 'auth.refused'],
    ['back to a name for loopback', { redirect_uri: 'http://127.0.0.1.evil.example/' }, 'auth.refused'],
    ['back to a script', { redirect_uri: 'javascript:alert(1)' }, 'auth.refused'],
  ])('%s does not start', async (_name, change, code) => {
    const query = new URLSearchParams(
      Object.entries({ ...good, ...change }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    );
    const path = `/api/auth/google/login?${query.toString()}`;
    const reply = await withoutTrace(box, () => box.anonymous.send('GET', path));
    expectRefusal(reply, code);
    expect(reply.headers.get('location')).toBeNull();
  });

  test.each<[string, string, ProblemCode]>([
    ['nothing', '', 'request.invalid'],
    ['a state nobody started', '?state=never&code=x', 'auth.refused'],
    ['two states', '?state=a&state=b&code=x', 'request.invalid'],
  ])('does not come back with %s', async (_name, query, code) => {
    const path = `/api/auth/google/callback${query}`;
    expectRefusal(await withoutTrace(box, () => box.anonymous.send('GET', path)), code);
  });

  const codeVerifier = 'v'.repeat(43);
  const redirectUri = good.redirect_uri;
  test.each<[string, string, unknown, ProblemCode]>([
    ['a code nobody gave', 'token', { code: 'never', codeVerifier, redirectUri }, 'auth.refused'],
    ['no code', 'token', { codeVerifier, redirectUri }, 'request.invalid'],
    [
      'an operator for a code',
      'token',
      { code: { $ne: null }, codeVerifier, redirectUri },
      'request.invalid',
    ],
    ['a verifier that is none', 'token', { code: 'x', codeVerifier: 'x', redirectUri }, 'request.invalid'],
    ['a role', 'token', { code: 'x', codeVerifier, redirectUri, role: 'ADMIN' }, 'request.invalid'],
    ['a refresh token nobody gave', 'refresh', { refreshToken: 'never' }, 'auth.refused'],
    ['an operator for a refresh token', 'refresh', { refreshToken: { $gt: '' } }, 'request.invalid'],
    ['no refresh token', 'refresh', {}, 'request.invalid'],
    ['a sign-out of nothing', 'logout', {}, 'request.invalid'],
    ['a sign-out of everything', 'logout', { refreshToken: { $ne: 1 }, everywhere: true }, 'request.invalid'],
  ])('gives no tokens for %s', async (_name, step, body, code) => {
    const reply = await withoutTrace(box, () => box.anonymous.send('POST', `/api/auth/${step}`, { body }));
    expectRefusal(reply, code);
  });

  test('that nobody has is signed out without a word', async () => {
    const body = { refreshToken: 'never' };
    const reply = await withoutTrace(box, () => box.anonymous.send('POST', '/api/auth/logout', { body }));
    expect([reply.status, reply.text]).toEqual([204, '']);
  });
});

test('a good question is answered, so that the refusals above mean something', async () => {
  const reply = await box.actAs('MANAGER').send('GET', '/api/admin/bookings?status=BOOKED&limit=200');
  expect(reply.status).toBe(200);
  expect((await box.anonymous.send('GET', `/api/showtimes/${shows.open}`)).status).toBe(200);
});

test('refuses an id that is not even percent-encoded right', async () => {
  for (const id of ['%E0%A4%A', '%', '%ff']) {
    const answer = await box.anonymous.send('GET', `/api/showtimes/${id}/seat-map`);
    expect([answer.status, answer.text.includes('"error"')]).toEqual([400, true]);
  }
});

test('refuses a body that is not as compressed as it says', async () => {
  const headers = { 'content-encoding': 'gzip' };
  const send = () => box.anonymous.send('POST', '/api/auth/token', { body: '{}', headers });
  expectRefusal(await withoutTrace(box, send), 'request.invalid');
});
