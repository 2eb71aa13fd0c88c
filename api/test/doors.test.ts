import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { shows } from './harness/cinema.ts';
import { problemOf } from './harness/client.ts';
import { shopOrigin } from './harness/environment.ts';
import { expectRefusal } from './harness/refusal.ts';
import { withinMs } from './harness/within.ts';

/** Whoever is slow is let go after one second; the server looks every quarter of it. */
const patience = { HEADERS_TIMEOUT_SECONDS: '1', REQUEST_TIMEOUT_SECONDS: '1' };

let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice({ env: patience });
});
afterAll(() => box.stop());

const lockPath = `/api/showtimes/${shows.open}/seats/lock`;
const always: Readonly<Record<string, RegExp>> = {
  'content-security-policy': /^default-src 'none'/,
  'strict-transport-security': /max-age=\d{7,}/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^SAMEORIGIN$/,
  'referrer-policy': /^no-referrer$/,
  'x-request-id': /^req_/,
};

type Ask = readonly [name: string, status: number, ask: () => ReturnType<BoxOffice['anonymous']['send']>];

const kinds: readonly Ask[] = [
  ['a reply', 200, () => box.anonymous.send('GET', '/api/movies')],
  ['the health page', 200, () => box.anonymous.send('GET', '/health')],
  ['the document', 200, () => box.anonymous.send('GET', '/openapi.json')],
  ['a wrong question', 400, () => box.anonymous.send('GET', '/api/showtimes?date=x')],
  ['somebody unknown', 401, () => box.anonymous.send('POST', lockPath, { body: {} })],
  ['somebody who may not', 403, () => box.actAs('USER').send('GET', '/api/admin/audit')],
  ['an unknown address', 404, () => box.anonymous.send('GET', '/api/nothing')],
  ['another verb', 405, () => box.anonymous.send('PUT', '/api/movies')],
  ['too much', 413, () => box.actAs('USER').send('POST', lockPath, { body: 'x'.repeat(300_000) })],
  [
    'the page of a sign-in that failed',
    401,
    () =>
      box.anonymous.send('GET', '/api/auth/google/callback?state=never', {
        headers: { accept: 'text/html' },
      }),
  ],
];

describe('every kind of answer carries every header', () => {
  test.each(kinds)('%s', async (_name, status, ask) => {
    const reply = await ask();
    expect(reply.status).toBe(status);
    for (const [name, value] of Object.entries(always)) expect(reply.headers.get(name)).toMatch(value);
    expect(reply.headers.get('vary')).toMatch(/origin/i);
    expect([reply.headers.get('x-powered-by'), reply.headers.get('server')]).toEqual([null, null]);
  });

  test('also where the request could not be read', async () => {
    const [head = ''] = (await raw('HELLO\r\n\r\n')).split('\r\n\r\n');
    const sent = new Headers(
      head
        .split('\r\n')
        .slice(1)
        .map((line): [string, string] => [
          line.slice(0, line.indexOf(':')),
          line.slice(line.indexOf(':') + 1),
        ]),
    );
    for (const [name, value] of Object.entries(always)) expect(sent.get(name)).toMatch(value);
  });
});

describe('origins', () => {
  test.each([200, 404])('of the list may read every answer, also one with %i', async (status) => {
    const path = status === 200 ? '/api/movies' : '/api/nothing';
    const reply = await box.anonymous.send('GET', path, { headers: { origin: shopOrigin } });
    expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([status, shopOrigin]);
    expect(reply.headers.get('vary')).toMatch(/origin/i);
    expect(reply.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test('are asked for once in a while, and told which verbs and headers there are', async () => {
    const headers = { origin: shopOrigin, 'access-control-request-method': 'DELETE' };
    const { headers: said } = await box.anonymous.send('OPTIONS', lockPath, { headers });
    expect(said.get('access-control-allow-methods')).toBe('GET,POST,DELETE');
    expect(said.get('access-control-allow-headers')).not.toContain('*');
    expect(said.get('access-control-max-age')).toBe('600');
  });
});

describe('what comes in is limited', () => {
  test('more than a hundred headers are refused, whatever they say', async () => {
    const many = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`x-${index}`, '1']));
    expectRefusal(await box.anonymous.send('GET', '/livez', { headers: many }), 'request.too-large');
    const some = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`x-${index}`, '1']));
    expect((await box.anonymous.send('GET', '/livez', { headers: some })).status).toBe(200);
  });

  test.each([
    ['headers', 'GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    [
      'a body',
      'POST /api/auth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{',
    ],
  ])('whoever sends %s drop by drop is let go', async (_what, beginning) => {
    const socket = open();
    socket.write(beginning);
    const dripping = setInterval(() => socket.write('x'), 50);
    const said = await withinMs(6_000, () => text(socket));
    clearInterval(dripping);
    expect(said).toMatch(/^HTTP\/1.1 400 /);
    expect(problemOf(said.split('\r\n\r\n')[1] ?? '').code).toBe('request.invalid');
  });

  test('and others are served meanwhile', async () => {
    const slow = Array.from({ length: 50 }, () => open());
    for (const socket of slow) socket.write('GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    await withinMs(5_000, async () => {
      expect((await box.anonymous.send('GET', '/livez')).status).toBe(200);
    });
    for (const socket of slow) socket.destroy();
  });
});

function open(): Socket {
  const socket = connect(Number(new URL(box.origin).port), '127.0.0.1');
  socket.on('error', () => undefined); // a drop may meet a closed door
  return socket;
}

function raw(said: string): Promise<string> {
  const socket = open();
  socket.end(said);
  return text(socket);
}
