import { randomBytes } from 'node:crypto';
import { listSeatLocks, lockSeats } from '@foyer/shared/http/holds';
import { getMe } from '@foyer/shared/http/sign-in';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { shows } from './harness/cinema.ts';
import { Client } from './harness/client.ts';
import { shopOrigin } from './harness/environment.ts';
import { mintToken, type TokenWish } from './harness/people.ts';
import { expectRefusal, withoutTrace } from './harness/refusal.ts';

let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice();
});
afterAll(() => box.stop());

const lockPath = `/api/showtimes/${shows.open}/seats/lock`;
const body = { seats: ['B1'] };

function signed(wish: Partial<TokenWish>): string {
  return mintToken(box.config, { userId: 'u_1', role: 'ADMIN', ...wish });
}

describe('a token', () => {
  const otherKey = randomBytes(32).toString('hex');

  test.each<[string, () => string]>([
    ['is no token', () => 'not-a-token'],
    ['is cut short', () => signed({}).slice(0, -2)],
    ['is signed with another key', () => signed({ secret: otherKey })],
    ['names a key nobody has', () => signed({ kid: 'another' })],
    ['names a method for a key', () => signed({ kid: 'toString' })],
    ['is not signed', () => jwt.sign({ sub: 'u_1', role: 'ADMIN' }, '', { algorithm: 'none' })],
    ['never ends', () => signed({ claims: { exp: undefined } })],
    ['is for somebody else', () => signed({ claims: { aud: 'another-api' } })],
    ['is by somebody else', () => signed({ claims: { iss: 'another' } })],
    ['has a role nobody has', () => signed({ role: 'OWNER' })],
    ['has no session', () => signed({ claims: { sid: undefined } })],
    ['has an operator for its person', () => signed({ claims: { sub: { $ne: null } } })],
  ])('is refused when it %s', async (_name, token) => {
    const caller = new Client(box.origin, token());
    const reply = await withoutTrace(box, () => caller.send('POST', lockPath, { body }));
    expect(expectRefusal(reply, 'auth.refused').details).toEqual({ reason: 'token-invalid' });
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
  });

  test('says when its time is over, so that a client refreshes it', async () => {
    const late = new Client(box.origin, signed({ livesSeconds: -1 }));
    expectRefusal(await withoutTrace(box, () => late.send('POST', lockPath, { body })), 'auth.expired');
  });

  test('is asked for in the one header alone', async () => {
    const token = signed({});
    for (const headers of [{}, { cookie: `token=${token}` }, { 'x-authorization': `Bearer ${token}` }]) {
      const path = `${lockPath}?access_token=${token}`;
      const reply = await withoutTrace(box, () => box.anonymous.send('POST', path, { body, headers }));
      expectRefusal(reply, 'auth.required');
    }
    const basic = { authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` };
    const reply = await withoutTrace(box, () =>
      box.anonymous.send('POST', lockPath, { body, headers: basic }),
    );
    expectRefusal(reply, 'auth.refused');
  });

  test('of somebody whom nobody knows opens nothing personal', async () => {
    expect((await box.actAs('USER').call(getMe)).code).toBe('auth.refused');
  });

  test('of a customer does not show who holds what', async () => {
    const { problem } = await box.actAs('USER').call(listSeatLocks, { params: { id: shows.open } });
    expect(problem).toMatchObject({ code: 'action.forbidden', details: { action: 'holds.view-owners' } });
  });
});

describe('an origin', () => {
  const path = `/api/showtimes/${shows.open}`;

  test.each([
    'https://evil.example',
    'null',
    `${shopOrigin}.evil.example`,
    shopOrigin.replace('https', 'http'),
  ])('that is foreign gets no leave to read: %s', async (origin) => {
    const plain = await box.anonymous.send('GET', path, { headers: { origin } });
    expect(plain.headers.get('access-control-allow-origin')).toBeNull();
    const preflight = { origin, 'access-control-request-method': 'POST' };
    const asked = await box.anonymous.send('OPTIONS', lockPath, { headers: preflight });
    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('of the list may read, and send what the contracts need', async () => {
    const plain = await box.anonymous.send('GET', path, { headers: { origin: shopOrigin } });
    expect(plain.headers.get('access-control-allow-origin')).toBe(shopOrigin);
    expect(plain.headers.get('vary')).toMatch(/origin/i);
    const preflight = { origin: shopOrigin, 'access-control-request-method': 'POST' };
    const asked = await box.anonymous.send('OPTIONS', lockPath, { headers: preflight });
    expect(asked.headers.get('access-control-allow-headers')).toMatch(/idempotency-key/i);
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
  });
});

describe('an address', () => {
  test.each(['/api/nothing', '/api', '/', '/api/showtimes/s-open/seats/nothing', '/api/admin/secrets'])(
    'that is none of ours is not found: %s',
    async (path) => {
      expectRefusal(await box.anonymous.send('GET', path), 'route.not-found');
    },
  );

  test.each([
    ['PUT', lockPath, 'POST, GET, DELETE'],
    ['PATCH', '/api/me', 'GET'],
    ['DELETE', '/api/showtimes', 'GET'],
    ['GET', '/api/auth/token', 'POST'],
    ['POST', '/livez', 'GET'],
    ['PUT', '/api/bookings/me', 'GET'],
    ['PUT', '/api/bookings/b_1', 'GET, DELETE'],
  ])('answers what it takes instead of %s %s', async (method, path, allowed) => {
    const reply = await box.anonymous.send(method, path);
    const problem = expectRefusal(reply, 'route.method-not-allowed');
    const sorted = (list: string): string[] => list.split(', ').sort();
    expect(sorted(reply.headers.get('allow') ?? '')).toEqual(sorted(allowed));
    expect(problem.details).toEqual({ allowed: reply.headers.get('allow')?.split(', ') });
  });
});

test('a refusal says nothing of how the server is made', async () => {
  const reply = await box.anonymous.send('POST', lockPath, { body });
  expect(reply.headers.get('x-powered-by')).toBeNull();
  expect(reply.text).not.toMatch(/node_modules|at |koa|mongo/i);
});

test('every reply carries a trace that goes on with the caller’s', async () => {
  const traceId = 'a'.repeat(32);
  const caller = { traceparent: `00-${traceId}-${'b'.repeat(16)}-01` };
  const { headers } = await box.anonymous.send('GET', '/livez', { headers: caller });
  expect(headers.get('traceparent')).toMatch(new RegExp(`^00-${traceId}-(?!b{16})[0-9a-f]{16}-01$`));
});

test('a good token of our own making opens the door that the refused ones did not', async () => {
  const { status } = await box
    .actAs('USER')
    .call(lockSeats, { params: { id: shows.open }, body: { seats: ['B1'] } });
  expect(status).toBe(201);
});
