/**
 * The packaged counter as it runs. Its main process lets nobody look inside, so a copy is asked: the same archive in
 * the same program, but for the one fuse that forbids to be asked.
 */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { bridgeKeys } from '../../src/bridge/contract.ts';
import { makeHome, reachable, startingScript } from '../harness/person.ts';
import { preferencesOf } from '../harness/window-facts.ts';
import type { World } from '../harness/world.ts';
import { type Check, compare, nothingOf } from './check.ts';

const apiUrl = 'https://api.example';

const preferences = {
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  enableBlinkFeatures: '',
  webviewTag: false,
} as const;

const policy: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'nonce-…'",
  'img-src': "'self'",
  'font-src': "'self'",
  'connect-src': `${apiUrl} wss://api.example`,
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'frame-src': "'none'",
  'object-src': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
};

const forbiddenSwitches = [
  'no-sandbox',
  'disable-web-security',
  'allow-running-insecure-content',
  'enable-blink-features',
  'enable-experimental-web-platform-features',
  'ignore-certificate-errors',
  'disable-site-isolation-trials',
];

let audits = 0;

/** Starts the copy once, with an API that nobody answers for: the sign-in screen shows all that counts. */
export async function checkRunning(world: World, folder: string): Promise<readonly Check[]> {
  const name = `audited-${(audits += 1)}`;
  const { stage, display } = world;
  const copy = join(stage.folder, name);
  await cp(folder, copy, { recursive: true });
  const program = join(copy, 'foyer');
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const home = await makeHome(stage, `home-of-${name}`);
  const app = await _electron.launch({
    executablePath: await startingScript(await reachable(program, copy), copy),
    chromiumSandbox: true,
    cwd: home,
    timeout: 60_000,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      XDG_RUNTIME_DIR: home,
      DISPLAY: display,
      FOYER_API_URL: apiUrl,
      FOYER_USER_DATA: join(home, 'profile'),
    },
  });
  try {
    const page = await app.firstWindow();
    await page.getByRole('button', { name: 'Sign in with Google' }).waitFor();
    return [...(await checkProgram(app)), ...(await checkPage(page))];
  } finally {
    await app.close();
  }
}

async function checkProgram(app: ElectronApplication): Promise<readonly Check[]> {
  const found = await preferencesOf(app);
  const facts = await app.evaluate(
    ({ app: program, BrowserWindow, Menu, session, webContents }, switches) => {
      const windows = BrowserWindow.getAllWindows();
      for (const window of windows) window.webContents.openDevTools();
      return {
        packaged: program.isPackaged,
        windows: windows.length,
        contents: webContents.getAllWebContents().length,
        tools: windows.some((window) => window.webContents.isDevToolsOpened()),
        spelling: session.defaultSession.isSpellCheckerEnabled(),
        menu: Menu.getApplicationMenu() !== null,
        switches: switches.filter((name) => program.commandLine.hasSwitch(name)),
      };
    },
    forbiddenSwitches,
  );
  return [
    ...Object.entries(preferences).map(([name, should]) =>
      compare(`option ${name}`, found[name] ?? null, should),
    ),
    compare('program: is packaged', facts.packaged, true),
    compare('program: windows and what lives in them', [facts.windows, facts.contents], [1, 1]),
    compare('program: opens its developer tools', facts.tools, false),
    compare('program: sends words to a spell checker', facts.spelling, false),
    compare('program: has a menu', facts.menu, false),
    nothingOf('program: switches', facts.switches),
  ];
}

async function checkPage(page: Page): Promise<readonly Check[]> {
  const found = await page.evaluate(async () => {
    const enforced = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.originalPolicy), {
        once: true,
      });
    });
    const image = document.createElement('img');
    image.src = 'https://elsewhere.example/';
    document.body.append(image);
    const bridge = window.foyer as unknown as Record<string, unknown>;
    return {
      // The policy as the browser holds the page to it, not as anybody wrote it.
      policy: await Promise.race([
        enforced,
        new Promise<string>((resolve) => setTimeout(resolve, 5_000, '')),
      ]),
      address: window.location.href,
      keys: Object.keys(bridge).sort(),
      functions: Object.values(bridge).every((value) => typeof value === 'function'),
      frozen: Object.isFrozen(bridge),
      node: ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in window),
    };
  });
  const directives = Object.fromEntries(
    found.policy
      .split(';')
      .map((part) => part.trim().split(/\s+/))
      .map(([name = '', ...values]) => [name, values.join(' ').replace(/'nonce-[^']+'/, "'nonce-…'")]),
  );
  return [
    compare('page: address', found.address, 'app://foyer/index.html'),
    ...Object.entries(policy).map(([name, should]) =>
      compare(`policy ${name}`, directives[name] ?? null, should),
    ),
    nothingOf(
      'policy: more directives',
      Object.keys(directives).filter((name) => !(name in policy)),
    ),
    compare('bridge: keys', found.keys, [...bridgeKeys].toSorted()),
    compare('bridge: functions only', found.functions, true),
    compare('bridge: frozen', found.frozen, true),
    nothingOf('page: names of Node.js', found.node),
  ];
}
