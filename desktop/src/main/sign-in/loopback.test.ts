// @vitest-environment node
/** RFC 8252, property by property: sections 7.3 (loopback), 8.1 (code), 8.3 (interface), 8.9 (state). */
import { once } from 'node:events';
import { createServer, connect, type ListenOptions, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { type Loopback, openLoopback } from './loopback.ts';

const undo: (() => void)[] = [];
afterEach(() => {
  for (const step of undo.splice(0)) step();
});

const good = '/signed-in?code=right&state=state-1';

test('takes one code with the right state and answers with a static page that holds nothing of it', async () => {
  const { port, outcome } = await open();
  const reply = await ask(port, { target: '/signed-in?code=secret-code&state=state-1' });
  expect(reply).toMatch(/^HTTP\/1\.1 200 /);
  expect(reply).toContain('you may close this window');
  expect(reply).not.toMatch(/secret-code|state-1|<script|<form|<img|href|src=/);
  expect(await outcome).toEqual({ kind: 'code', code: 'secret-code' });
});

test('answers with strict headers: nothing kept, nothing run, nothing told to the next page', async () => {
  const { port } = await open();
  const reply = (await ask(port, {})).toLowerCase();
  const policy = /content-security-policy: (.*)\r/.exec(reply)?.[1];
  expect(policy).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; /,
  );
  expect(policy).not.toContain('unsafe');
  expect(reply).toContain('cache-control: no-store\r');
  expect(reply).toContain('referrer-policy: no-referrer\r');
  expect(reply).toContain('x-content-type-options: nosniff\r');
});

test('listens on the literal 127.0.0.1 and on no other address of this machine', async () => {
  const { port, redirectUri } = await open();
  expect(redirectUri).toBe(`http://127.0.0.1:${port}/signed-in`);
  await expect(dial(port, '127.0.0.2')).rejects.toThrow('ECONNREFUSED');
  await expect(dial(port, '::1')).rejects.toThrow(/ECONNREFUSED|EADDRNOTAVAIL/);
});

test('takes a free port of the system’s choice, another for each sign-in', async () => {
  const ports = [await open(), await open(), await open()].map(({ port }) => port);
  expect(new Set(ports).size).toBe(3);
  expect(Math.min(...ports)).toBeGreaterThan(1023);
});

test.each<[string, ListenOptions]>([
  ['the same address', { host: '127.0.0.1' }],
  ['every address', { host: '0.0.0.0' }],
  ['the same address, shared', { host: '127.0.0.1', reusePort: true }],
])('shares its port with nobody who listens on %s', async (_name, options) => {
  const { port } = await open();
  const thief = createServer();
  thief.listen({ ...options, port });
  await expect(once(thief, 'listening')).rejects.toThrow('EADDRINUSE');
});

test('never lands on the port of an earlier listener, even one that shares it', async () => {
  const earlier = createServer();
  undo.push(() => earlier.close());
  earlier.listen({ host: '127.0.0.1', port: 0, reusePort: true });
  await once(earlier, 'listening');
  const opened = await Promise.all(Array.from({ length: 20 }, () => open()));
  expect(opened.map(({ port }) => port)).not.toContain((earlier.address() as { port: number }).port);
});

test.each([
  ['another path', '/elsewhere?code=c&state=state-1'],
  ['a longer path', '/signed-in/?code=c&state=state-1'],
  ['a path with dots', '/x/../signed-in?code=c&state=state-1'],
  ['a whole address', 'http://127.0.0.1/signed-in?code=c&state=state-1'],
  ['no address at all', '//'],
  ['an asterisk', '*'],
])('has one path: turns away %s and goes on waiting', async (_name, target) => {
  const { port, outcome } = await open();
  expect(await ask(port, { target })).toMatch(/^HTTP\/1\.1 404 /);
  await ask(port, {});
  expect(await outcome).toEqual({ kind: 'code', code: 'right' });
});

test.each(['POST', 'HEAD', 'PUT', 'OPTIONS', 'DELETE'])('hears GET only: turns away %s', async (method) => {
  const { port, outcome } = await open();
  expect(await ask(port, { method })).toMatch(/^HTTP\/1\.1 405 /);
  await ask(port, {});
  expect(await outcome).toEqual({ kind: 'code', code: 'right' });
});

test.each(['evil.example', 'localhost:PORT', '127.0.0.1', '127.0.0.1:1', '[::1]:PORT', 'evil.example:PORT'])(
  'checks the Host: turns away %s',
  async (host) => {
    const { port, outcome } = await open();
    expect(await ask(port, { host: host.replace('PORT', String(port)) })).toMatch(/^HTTP\/1\.1 421 /);
    await ask(port, {});
    expect(await outcome).toEqual({ kind: 'code', code: 'right' });
  },
);

test.each([
  ['another', 'code=c&state=forged'],
  ['no', 'code=c'],
  ['an empty', 'code=c&state='],
  ['a doubled', 'code=c&state=state-1&state=forged'],
])('checks the state: turns away %s one', async (_name, query) => {
  const { port, outcome } = await open();
  expect(await ask(port, { target: `/signed-in?${query}` })).toMatch(/^HTTP\/1\.1 400 /);
  await ask(port, {});
  expect(await outcome).toEqual({ kind: 'code', code: 'right' });
});

test('takes no answer with two codes', async () => {
  const { port } = await open();
  expect(await ask(port, { target: `${good}&code=other` })).toMatch(/^HTTP\/1\.1 400 /);
});

test('serves exactly one of many that come at the same moment on open connections', async () => {
  const { port, outcome } = await open();
  const sockets = await Promise.all(Array.from({ length: 8 }, () => dial(port)));
  const replies = await Promise.all(sockets.map((socket) => speak(socket, { port })));
  expect(replies.filter((reply) => reply.startsWith('HTTP/1.1 200 '))).toHaveLength(1);
  expect(await outcome).toEqual({ kind: 'code', code: 'right' });
});

test('refuses a second request, also one that waits on the same connection', async () => {
  const { port, outcome } = await open();
  const socket = await dial(port);
  const [reply] = await Promise.all([speak(socket, { port }), speak(socket, { port })]);
  expect(reply.match(/HTTP\/1\.1 200 /g)).toHaveLength(1);
  expect(await outcome).toEqual({ kind: 'code', code: 'right' });
  await expect(dial(port)).rejects.toThrow('ECONNREFUSED');
});

test.each([
  ['the good request', 5_000, (port: number) => ask(port, {})],
  ['the time limit', 50, () => Promise.resolve('')],
])('after %s the listener is closed, and connections that never spoke with it', async (_name, limit, act) => {
  const { port, outcome } = await open(limit);
  const idle = await dial(port);
  const closed = once(idle, 'close');
  await act(port);
  await outcome;
  await closed;
  await expect(dial(port)).rejects.toThrow('ECONNREFUSED');
});

test('stops waiting after its time limit', async () => {
  expect(await (await open(20)).outcome).toEqual({ kind: 'timed-out' });
});

test('hears a refusal of the provider', async () => {
  const { port, outcome } = await open();
  await ask(port, { target: '/signed-in?error=access_denied&state=state-1' });
  expect(await outcome).toEqual({ kind: 'refused' });
});

test('tells a person whom the house keeps out', async () => {
  const { port, outcome } = await open();
  const target = '/signed-in?error=access_denied&error_description=disabled&state=state-1';
  expect(await ask(port, { target })).toContain('This account is disabled');
  expect(await outcome).toEqual({ kind: 'disabled' });
});

async function open(timeLimitMs = 5_000): Promise<Loopback & { readonly port: number }> {
  const loopback = await openLoopback('state-1', timeLimitMs);
  undo.push(loopback.close);
  return { ...loopback, port: Number(new URL(loopback.redirectUri).port) };
}

interface Question {
  readonly method?: string;
  readonly target?: string;
  readonly host?: string;
}

/** Connects; rejects with the system's error. */
async function dial(port: number, host = '127.0.0.1'): Promise<Socket> {
  const socket = connect({ port, host });
  undo.push(() => socket.destroy());
  await once(socket, 'connect');
  // Being cut off is an answer too.
  socket.on('error', () => undefined);
  return socket;
}

async function ask(port: number, question: Question): Promise<string> {
  return speak(await dial(port), { port, ...question });
}

/** Sends the request as written, which no HTTP client does, and reads until the other side closes. */
async function speak(socket: Socket, question: Question & { readonly port: number }): Promise<string> {
  const { method = 'GET', target = good, host = `127.0.0.1:${question.port}` } = question;
  socket.write(`${method} ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  return text(socket).catch(() => '');
}
