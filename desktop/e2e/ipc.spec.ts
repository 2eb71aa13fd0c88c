/** Point 17 of Electron's list: who may call which command with what. Generated from the bridge's own table. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandName, commandChannels } from '../src/bridge/channels.ts';
import { type BoxOffice, openBoxOffice } from './harness/box-office.ts';
import { type Counter, openCounter, signInToSell } from './harness/counter.ts';
import { ipcRows } from './harness/ipc-rows.ts';
import { openWorld, type World } from './harness/world.ts';

const names = Object.keys(ipcRows) as CommandName[];

let world: World;
let office: BoxOffice;
let counter: Counter;

beforeAll(async () => {
  [world, office] = await Promise.all([openWorld(), openBoxOffice()]);
  counter = await openCounter(world, { apiUrl: office.url });
  await signInToSell(counter, 'cashier@example.test');
});
afterAll(async () => {
  await counter.close();
  await office.close();
  await world.close();
});

test('each command of the bridge has a row, and main answers on these channels and no other', async () => {
  expect(names.toSorted()).toEqual(Object.keys(commandChannels).toSorted());
  const answered = await counter.app.evaluate(({ ipcMain }) => {
    // Electron keeps them for itself; without the list, a handler beside the contract would go unseen.
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, unknown> };
    return [...handlers.keys(), ...ipcMain.eventNames().map(String)];
  });
  // Electron listens for `error` by itself, so that no page can throw one in main.
  expect(answered.filter((name) => name !== 'error').toSorted()).toEqual(
    Object.values(commandChannels).toSorted(),
  );
});

test.each([
  ['a page of data', 'data:text/html,<title>foreign</title>', 'foreign'],
  ['a page of the API', '/livez', 'foreign'],
  ['an empty page of our own session', 'about:blank', ''],
  ['the guest’s page', 'app://guest/guest.html', 'guest'],
])('refuses %s every command, even with our own preload', async (_name, address, partition) => {
  const preload = join(world.stage.application, 'dist', 'preload', 'preload.cjs');
  const url = address.startsWith('/') ? `${office.url}${address}` : address;
  const calls = names.map((name) => [name, ipcRows[name].good] as const);
  const answers = await counter.app.evaluate(
    async ({ BrowserWindow }, options) => {
      const { preload, partition, url, calls } = options;
      const window = new BrowserWindow({
        show: false,
        webPreferences: { sandbox: true, preload, ...(partition === '' ? {} : { partition }) },
      });
      await window.loadURL(url);
      const ask = `Promise.all(${JSON.stringify(calls)}.map(([name, args]) => window.foyer[name](...args)))`;
      const answers: unknown = await window.webContents.executeJavaScript(ask);
      window.destroy();
      return answers;
    },
    { preload, partition, url, calls },
  );
  expect(answers).toEqual(names.map(() => ({ ok: false, refusal: 'sender.refused' })));
});

test('refuses our own page every command from within a frame, even with preload in it', async () => {
  const preload = join(world.stage.application, 'dist', 'preload', 'preload.cjs');
  const calls = names.map((name) => [name, ipcRows[name].good] as const);
  const answers = await counter.app.evaluate(
    async ({ BrowserWindow, session }, { preload, calls }) => {
      // The policy keeps our page out of every frame: here only the check of the sender is to be asked.
      const { webRequest } = session.defaultSession;
      webRequest.onHeadersReceived((_details, go) => go({ responseHeaders: {} }));
      const window = new BrowserWindow({
        show: false,
        webPreferences: { sandbox: true, preload, nodeIntegrationInSubFrames: true },
      });
      await window.loadURL('app://foyer/index.html');
      const ask = `new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.src = location.href;
        frame.onload = () => resolve(frame.contentWindow);
        document.body.append(frame);
      }).then((framed) => Promise.all(${JSON.stringify(calls)}.map(([name, args]) => framed.foyer[name](...args))))`;
      const answers: unknown = await window.webContents.executeJavaScript(ask);
      window.destroy();
      webRequest.onHeadersReceived(null);
      return answers;
    },
    { preload, calls },
  );
  expect(answers).toEqual(names.map(() => ({ ok: false, refusal: 'sender.refused' })));
});

test('gives a frame in our own page no bridge to call', async () => {
  const reached = await counter.page.evaluate(async () => {
    const hasBridge = async (change: Partial<HTMLIFrameElement>): Promise<boolean> => {
      const frame = Object.assign(document.createElement('iframe'), change);
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
      try {
        return (frame.contentWindow as unknown as Record<string, unknown>)['foyer'] !== undefined;
      } catch {
        return false; // what is shown in its place is of another origin
      } finally {
        frame.remove();
      }
    };
    return [await hasBridge({}), await hasBridge({ src: window.location.href })];
  });
  expect(reached).toEqual([false, false]);
});

test.each(names)('refuses our own page %s with arguments that do not fit', async (name) => {
  const { wrong } = ipcRows[name];
  const answers = await Promise.all(wrong.map((args) => call(name, args)));
  expect(answers).toEqual(wrong.map(() => ({ ok: false, refusal: 'arguments.invalid' })));
});

test.each(names)('answers our own page %s', async (name) => {
  expect(await call(name, ipcRows[name].good)).toMatchObject({ ok: true });
});

function call(name: CommandName, args: readonly unknown[]): Promise<unknown> {
  return counter.page.evaluate(
    ([name, args]) => (window.foyer[name] as (...args: readonly unknown[]) => Promise<unknown>)(...args),
    [name, args] as const,
  );
}
