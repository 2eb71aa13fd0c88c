/**
 * Electron's security list, point by point: each test attempts what its point warns of, in the real program, and must
 * fail at it. Point 17 is ipc.spec.ts, point 19 audit.spec.ts; docs/electron-security.md has the whole table.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { bridgeKeys } from '../src/bridge/contract.ts';
import {
  askPermissions,
  injectScripts,
  foreignAddresses,
  leave,
  loadFromElsewhere,
  loadStyle,
} from './harness/attacks.ts';
import { bendLanguage } from './harness/bend-language.ts';
import { type BoxOffice, openBoxOffice } from './harness/box-office.ts';
import { type Counter, openCounter, signInToSell } from './harness/counter.ts';
import { type Elsewhere, openElsewhere } from './harness/elsewhere.ts';
import { startProgram } from './harness/program.ts';
import { hearTokens, placesOf } from './harness/renderer-memory.ts';
import { preferencesOf, tellWindow, watchSystem } from './harness/window-facts.ts';
import { openWorld, type World } from './harness/world.ts';

let world: World;
let office: BoxOffice;
let elsewhere: Elsewhere;
let counter: Counter;
let heardTokens: () => Promise<string>;

beforeAll(async () => {
  [world, office] = await Promise.all([openWorld(), openBoxOffice()]);
  elsewhere = await openElsewhere();
  counter = await openCounter(world, { apiUrl: office.url });
  heardTokens = await hearTokens(counter.app);
  await signInToSell(counter, 'cashier@example.test');
});
beforeEach(() => void elsewhere.visits());
afterAll(async () => {
  await counter.close();
  await elsewhere.close();
  await office.close();
  await world.close();
});

test('point 1, secure content only: nothing is loaded from another server, in any way a page has', async () => {
  await fetch(`${elsewhere.url}/proof-that-it-would-answer`);
  await counter.page.evaluate(loadFromElsewhere, elsewhere.url);
  expect(elsewhere.visits()).toEqual(['GET /proof-that-it-would-answer']);
});

test('point 1, secure content only: an API in clear text on another machine ends the start', async () => {
  const program = await startProgram(world, { FOYER_API_URL: 'http://api.example' });
  onTestFinished(program.kill);
  expect(await program.ended).toBe(1);
  expect(program.said()).toContain('FOYER_API_URL must be https, or http on this machine');
});

test('point 2, no Node.js in the page', async () => {
  const found = await counter.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', '__dirname', 'global', 'electron'].filter((n) => n in window),
  );
  expect(found).toEqual([]);
  expect(await preferencesOf(counter.app)).toMatchObject({
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
  });
});

test('point 3, context isolation: a page that bends the language catches nothing of preload’s', async () => {
  const answer = await counter.page.evaluate(() => window.foyer.sessionState());
  const bending = counter.page.evaluate(bendLanguage);
  await counter.page.waitForFunction(() => 'bent' in window);
  await tellWindow(counter.app, answer.ok ? answer.value : null);
  expect(await bending).toEqual(['decoy']);
  expect(await preferencesOf(counter.app)).toMatchObject({ contextIsolation: true });
});

test('point 4, sandbox: the page’s process is an ordinary user’s, inside the system’s sandbox', async () => {
  const pid = await counter.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  expect(status).toMatch(/^Seccomp:\s+2$/m);
  expect(status).not.toMatch(/^Uid:\s+0\s/m);
  expect(await preferencesOf(counter.app)).toMatchObject({ sandbox: true });
});

test('point 5, permissions: the page asks for everything and gets nothing', async () => {
  expect(await counter.page.evaluate(askPermissions)).toEqual([]);
});

test('point 6, webSecurity: no switch and no option turns the same-origin policy off', async () => {
  const stolen = await counter.page.evaluate(
    (url) => fetch(url).then((reply) => reply.text(), String),
    `${elsewhere.url}/secret`,
  );
  expect(stolen).toContain('Failed to fetch');
  expect(await preferencesOf(counter.app)).toMatchObject({ webSecurity: true });
  const switches = await counter.app.evaluate(({ app }) =>
    ['no-sandbox', 'disable-setuid-sandbox', 'disable-web-security', 'disable-site-isolation-trials'].filter(
      (name) => app.commandLine.hasSwitch(name),
    ),
  );
  expect(switches).toEqual([]);
});

test('point 7, content security policy: no text becomes a script', async () => {
  expect(await counter.page.evaluate(injectScripts)).toEqual([]);
});

test('points 8 to 10: no insecure content, no experimental features, no Blink features of one’s own', async () => {
  const preferences = await preferencesOf(counter.app);
  expect(preferences).toMatchObject({ allowRunningInsecureContent: false, experimentalFeatures: false });
  expect(preferences['enableBlinkFeatures'] ?? '').toBe('');
  const switches = await counter.app.evaluate(({ app }) =>
    ['enable-blink-features', 'enable-experimental-web-platform-features', 'allow-running-insecure-content'] //
      .filter((name) => app.commandLine.hasSwitch(name)),
  );
  expect(switches).toEqual([]);
});

test('points 11 and 12, webviews: there are none, and one that an option let in is not attached', async () => {
  expect(await preferencesOf(counter.app)).toMatchObject({ webviewTag: false });
  const attached = await counter.app.evaluate(async ({ BrowserWindow, webContents }, url) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { webviewTag: true, partition: 'foreign' },
    });
    const body = `<webview allowpopups nodeintegration src="${url}/guest" style="width:9px"></webview>`;
    await window.loadURL(`data:text/html,${encodeURIComponent(body)}`);
    await window.webContents.executeJavaScript('new Promise((r) => requestIdleCallback(r))');
    const guests = webContents.getAllWebContents().filter((one) => one.getType() === 'webview').length;
    window.destroy();
    return guests;
  }, elsewhere.url);
  expect(attached).toBe(0);
  expect(elsewhere.visits()).toEqual([]);
});

test('points 13 to 15: the page stays, opens nothing, and starts no program of the system', async () => {
  const before = counter.page.url();
  const started = await watchSystem(counter.app);
  const foreign = [`${elsewhere.url}/gone`, ...foreignAddresses];
  const journey = { foreign, answering: `${office.url}/livez` };
  expect(await counter.page.evaluate(leave, journey)).toBe(false);
  expect(counter.page.url()).toBe(before);
  expect(await started()).toEqual([]);
  expect(elsewhere.visits()).toEqual([]);
  expect(await counter.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});

test('points 13 to 15: an empty page, which no guard is asked about, is left at once', async () => {
  const { page } = counter;
  const home = page.url();
  const emptied = page.waitForEvent('framenavigated', (frame) => frame.url() === 'about:blank');
  await page.evaluate(() => void setTimeout(() => window.location.replace('about:blank')));
  await emptied;
  await page.waitForURL(home);
  await page.locator('link[rel="stylesheet"]').first().waitFor({ state: 'attached' });
  expect(page.url()).toBe(home);
});

test('point 16, a current Electron: the one we release on is pinned to the digit', async () => {
  const manifest = JSON.parse(await readFile(join(world.stage.application, 'package.json'), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  console.log(`pinned: Electron ${manifest.devDependencies['electron']}; attacked: ${world.electronVersion}`);
  expect(manifest.devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
});

test('point 18, a scheme of our own: it serves the built pages and nothing beside them', async () => {
  const load = (address: string) => counter.page.evaluate(loadStyle, address);
  const href = await counter.page.locator('link[rel="stylesheet"]').first().getAttribute('href');
  const own = new URL(href ?? '', counter.page.url());
  const forbidden = ['/..%2fmain/main.cjs', '/%2e%2e%2fpackage.json', '/..%5cpackage.json', '//', '/x.css'];
  const answers = await Promise.all(
    [
      ...forbidden.map((path) => `app://foyer${path}`),
      // What our own host serves as a stylesheet; any other file would be refused for not being one.
      `app://foyer.evil${own.pathname}`,
      'file:///etc/passwd',
    ].map(load),
  );
  expect(new Set(answers)).toEqual(new Set(['refused']));
  expect(await load(own.href)).toBe('served');
});

test('point 18, a scheme of our own: the session opens no file, not even for the main process', async () => {
  const opened = await counter.app.evaluate(async ({ BrowserWindow, net }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
    const shown = await window.loadURL('file:///etc/passwd').then(() => 'shown', String);
    window.destroy();
    const asked = await new Promise<string>((resolve) => {
      const request = net.request({ url: 'http://127.0.0.1:9/', useSessionCookies: true });
      request.on('error', (error) => resolve(error.message));
      request.end();
    });
    return [shown, asked];
  });
  expect(opened[0]).toContain('ERR_BLOCKED_BY_CLIENT');
  expect(opened[1]).toContain('ERR_BLOCKED_BY_CLIENT');
});

test('point 20, nothing of Electron in the page: exactly the bridge, frozen, and events without their sender', async () => {
  const found = await counter.page.evaluate(() => {
    const bridge = window.foyer as unknown as Record<string, unknown>;
    const broken = ['signOut', 'more'].filter((name) => Reflect.set(bridge, name, () => undefined));
    return {
      broken,
      keys: Object.keys(bridge).sort(),
      kinds: [...new Set(Object.values(bridge).map((value) => typeof value))],
      frozen: Object.isFrozen(bridge),
    };
  });
  const keys = [...bridgeKeys].toSorted();
  expect(found).toEqual({ broken: [], keys, kinds: ['function'], frozen: true });
  await counter.page.evaluate(() => {
    const heard: unknown[][] = [];
    window.foyer.onSessionChanged((...args: unknown[]) => void heard.push(args));
    Object.assign(window, { heard });
  });
  const state = { kind: 'signed-in', keeps: 'memory' };
  await tellWindow(counter.app, state);
  const heard = () => counter.page.evaluate(() => (window as unknown as { heard: unknown[][] }).heard);
  await expect.poll(heard).toEqual([[state]]);
});

// A whole heap is written and read: on a busy machine that is most of a minute.
test(
  'beyond the list: nothing secret in the page’s process but the short token',
  { timeout: 240_000 },
  async () => {
    const refreshToken = /"refreshToken":"([^"]{20,})"/.exec(await heardTokens())?.[1] ?? 'not heard';
    const accessToken = await counter.page.evaluate(async () => {
      sessionStorage.setItem('search', 'finds-what-is-there');
      const answer = await window.foyer.accessToken({ refused: null });
      return answer.ok && answer.value.kind === 'token' ? answer.value.token : '';
    });
    expect(refreshToken).not.toBe('not heard');
    const places = Object.entries(await placesOf(counter.page));
    const holding = (secret: string): readonly string[] =>
      places.filter(([, content]) => content.includes(secret)).map(([place]) => place);
    // The longest part that a heap snapshot does not cut.
    expect(holding(refreshToken.slice(-24))).toEqual([]);
    expect(holding(accessToken.slice(-24))).toEqual(['heap']);
    expect(holding('finds-what-is-there')).toContain('sessionStorage');
  },
);
