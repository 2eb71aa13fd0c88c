import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { join } from 'node:path';
import { bridgeKeys } from '../src/bridge/contract.ts';
import { type BoxOffice, openBoxOffice } from './harness/box-office.ts';
import { type Counter, openCounter, signInToSell } from './harness/counter.ts';
import { openWorld, type World } from './harness/world.ts';

let world: World;
let office: BoxOffice;
let counter: Counter;

beforeAll(async () => {
  world = await openWorld();
  office = await openBoxOffice();
  counter = await openCounter(world, { apiUrl: office.url });
  await signInToSell(counter, 'cashier@example.test');
});
afterAll(async () => {
  await counter.close();
  await office.close();
  await world.close();
});

test('runs as an ordinary user with the renderer inside the system’s sandbox', async () => {
  const { app } = counter;
  const pid = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  expect(status).toMatch(/^Seccomp:\s+2$/m);
  expect(status).not.toMatch(/^Uid:\s+0\s/m);
  const switches = await app.evaluate(({ app: program }) =>
    ['no-sandbox', 'disable-setuid-sandbox', 'disable-web-security'].filter((name) =>
      program.commandLine.hasSwitch(name),
    ),
  );
  expect(switches).toEqual([]);
});

test('gives the page nothing of Node and exactly the bridge, frozen', async () => {
  const found = await counter.page.evaluate(() => {
    const bridge = window.foyer as unknown as Record<string, unknown>;
    try {
      bridge['signOut'] = () => undefined;
    } catch {
      // Frozen objects may say so aloud.
    }
    return {
      node: ['require', 'process', 'module', 'Buffer', '__dirname'].filter((name) => name in window),
      keys: Object.keys(bridge).sort(),
      frozen: Object.isFrozen(bridge),
    };
  });
  expect(found).toEqual({ node: [], keys: [...bridgeKeys].toSorted(), frozen: true });
});

test('refuses IPC from anywhere but the page, and arguments that do not fit', async () => {
  const answers = await counter.page.evaluate(async () => [
    await (window.foyer.accessToken as (question: unknown) => Promise<unknown>)({ refused: 7 }),
    await (window.foyer.appInfo as (extra: unknown) => Promise<unknown>)('more'),
  ]);
  const refusal = { ok: false, refusal: 'arguments.invalid' };
  expect(answers).toEqual([refusal, refusal]);
  const ownPreload = join(world.stage.application, 'dist', 'preload', 'preload.cjs');
  const foreign = await counter.app.evaluate(async ({ BrowserWindow }, preload) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { sandbox: true, partition: 'foreign', preload },
    });
    await window.loadURL('data:text/html,<title>foreign</title>');
    const answer: unknown = await window.webContents.executeJavaScript(
      'window.foyer.accessToken({ refused: null })',
    );
    window.destroy();
    return answer;
  }, ownPreload);
  expect(foreign).toEqual({ ok: false, refusal: 'sender.refused' });
});

test('stays where it is: no navigation, no new window, no embedded page', async () => {
  const { page, app } = counter;
  const before = page.url();
  const opened = await page.evaluate((address) => {
    const child = window.open(address);
    window.location.href = address;
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
    const view = document.createElement('webview');
    view.setAttribute('src', address);
    document.body.append(view);
    return child !== null;
  }, `${office.url}/livez`);
  expect(opened).toBe(false);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(null))));
  expect(page.url()).toBe(before);
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  expect(page.frames().filter((frame) => frame.url().startsWith('http'))).toEqual([]);
});

test('gives no permission to anybody', async () => {
  const states = await counter.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'];
    const permissions = names.map((name) => navigator.permissions.query({ name: name as PermissionName }));
    const asked = await Promise.all(permissions);
    const read = await navigator.clipboard.readText().catch(() => 'refused');
    const media = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => 'refused');
    return [...asked.map(({ state }) => state), read, media];
  });
  expect(states).toEqual([...Array<string>(5).fill('denied'), 'refused', 'refused']);
});

test('serves the built pages and nothing beside them', async () => {
  const statuses = await counter.page.evaluate(async () => {
    const paths = [
      '/..%2fmain/main.cjs',
      '/%2e%2e%2fpackage.json',
      '/..%5c..%5cpackage.json',
      '/nothing.html',
    ];
    const ask = (path: string) =>
      new Promise((resolve) => {
        const script = document.createElement('link');
        script.rel = 'stylesheet';
        script.href = `app://foyer${path}`;
        script.addEventListener('load', () => resolve('served'));
        script.addEventListener('error', () => resolve('refused'));
        document.head.append(script);
      });
    return Promise.all(paths.map(ask));
  });
  expect(statuses).toEqual(['refused', 'refused', 'refused', 'refused']);
});

test('lets nothing leave for another host, by policy and by the session’s own guard', async () => {
  const answers = await counter.page.evaluate(async () => {
    const violated = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
        once: true,
      });
    });
    const fetched = await fetch('http://127.0.0.1:9/').then(
      () => 'answered',
      () => 'refused',
    );
    const evaluated = ((): string => {
      try {
        // oxlint-disable-next-line no-implied-eval, typescript/no-implied-eval -- tries what the policy forbids
        window.setTimeout('document.title = "evaluated"');
        return 'accepted';
      } catch {
        return 'refused';
      }
    })();
    return [fetched, await violated, evaluated];
  });
  expect(answers).toEqual(['refused', 'connect-src', 'refused']);
  const guarded = await counter.app.evaluate(
    ({ net, session }) =>
      new Promise((resolve) => {
        const request = net.request({ url: 'http://127.0.0.1:9/', session: session.defaultSession });
        request.on('error', (error) => resolve(error.message));
        request.on('response', () => resolve('answered'));
        request.end();
      }),
  );
  expect(guarded).toContain('ERR_BLOCKED_BY_CLIENT');
});
