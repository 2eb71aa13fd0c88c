import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { problemOf } from './harness/client.ts';

let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice({ cinema: null });
});
afterAll(() => box.stop());

test.each([
  ['no HTTP at all', 'HELLO\r\n\r\n', 400, 'request.invalid'],
  [
    'a length that is none',
    'POST /api/auth/token HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n',
    400,
    'request.invalid',
  ],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    400,
    'request.invalid',
  ],
  [
    '20 kB of headers',
    `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
    413,
    'request.too-large',
  ],
])('refuses %s with a problem', async (_what, raw, status, code) => {
  const socket = connect(Number(new URL(box.origin).port), '127.0.0.1');
  socket.end(raw);
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(problemOf(body).code).toBe(code);
});
