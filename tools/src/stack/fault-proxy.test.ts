import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';

let echo: Server;
let proxy: FaultProxy;
beforeEach(async () => {
  echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket)).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  proxy = await startFaultProxy({ port: 0, targetPort: (echo.address() as AddressInfo).port });
});
afterEach(async () => {
  await proxy.stop();
  echo.close();
});

async function dial(): Promise<Socket> {
  const socket = connect(proxy.port, '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** What comes back for these words, one after the other; null where nothing does within 300 ms. */
async function say(socket: Socket, ...words: string[]): Promise<string | null> {
  let heard = '';
  socket.on('data', (bytes: Buffer) => (heard += bytes.toString()));
  for (const word of words) socket.write(word);
  const deadline = Date.now() + 300;
  while (heard.length < words.join('').length && Date.now() < deadline) await delay(5);
  return heard === '' ? null : heard;
}

function closing(socket: Socket): Promise<'reset' | 'in order'> {
  return new Promise((resolve) => {
    socket.once('close', (hadError) => resolve(hadError ? 'reset' : 'in order'));
  });
}

test('bytes pass, at once or later, in their order even where the delay changes', async () => {
  const socket = await dial();
  expect(await say(socket, 'one')).toBe('one');
  proxy.set({ kind: 'delay', ms: 60 });
  const startedAt = performance.now();
  const late = say(socket, 'two');
  await delay(10);
  proxy.set({ kind: 'pass' });
  expect(await say(socket, 'three')).toBe('twothree');
  expect(await late).toMatch(/^two/);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(59);
});

test('a swallowed connection stays open and silent for ever, a new one works again', async () => {
  const socket = await dial();
  proxy.set({ kind: 'swallow' });
  const during = await dial();
  expect([await say(socket, 'one'), await say(during, 'two')]).toEqual([null, null]);
  proxy.set({ kind: 'pass' });
  expect([await say(socket, 'three'), await say(await dial(), 'four')]).toEqual([null, 'four']);
  expect([socket.destroyed, during.destroyed]).toEqual([false, false]);
});

test('a cut resets what is open and nothing else', async () => {
  const socket = await dial();
  await say(socket, 'one');
  const closed = closing(socket);
  expect(proxy.cut()).toBe(1);
  expect(await closed).toBe('reset');
  expect(await say(await dial(), 'two')).toBe('two');
});

test('while it refuses nobody gets through, open or new', async () => {
  const socket = await dial();
  const closed = closing(socket);
  proxy.set({ kind: 'refuse' });
  expect(await closed).toBe('reset');
  const refused = connect(proxy.port, '127.0.0.1').on('error', () => undefined);
  expect(await closing(refused)).toBe('reset');
  proxy.set({ kind: 'pass' });
  expect(await say(await dial(), 'two')).toBe('two');
});

test('who hangs up is heard on the other side', async () => {
  const accepted = once(echo, 'connection');
  const socket = await dial();
  const [other] = (await accepted) as [Socket];
  const closed = closing(other);
  socket.end();
  expect(await closed).toBe('in order');
});
