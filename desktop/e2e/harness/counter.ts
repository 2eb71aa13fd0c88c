/** A counter window in the real Electron, driven by Playwright, and a person who signs in at it. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Browser } from '@foyer/tools/sign-in/browser';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { makeHome } from './person.ts';
import { until } from './until.ts';
import type { World } from './world.ts';

export interface Counter {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly home: string;
  /** From the start of the program to its own word that the first screen can be used. */
  readonly usableAfterMs: number;
  readonly close: () => Promise<void>;
}

export interface CounterOptions {
  readonly apiUrl: string;
  /** A home with a profile from before; default: a fresh one. */
  readonly home?: string;
  /** What opens addresses; default: a script that `signIn` walks for. */
  readonly browserCommand?: string;
  /** More of the environment, such as a printer. */
  readonly settings?: Readonly<Record<string, string>>;
}

let opened = 0;

/** Opens a counter with a fresh profile, or with the one in `home`. */
export async function openCounter(
  { stage, display }: World,
  { apiUrl, home: given, browserCommand, settings = {} }: CounterOptions,
): Promise<Counter> {
  const home = given ?? (await makeHome(stage, `home-${(opened += 1)}`));
  const browser = browserCommand ?? (await walkedBrowser(home));
  const startedAt = performance.now();
  const app = await _electron.launch({
    executablePath: stage.executable,
    args: [stage.application],
    chromiumSandbox: true,
    cwd: home,
    env: {
      PATH: process.env['PATH'] ?? '',
      LANG: 'C.UTF-8',
      HOME: home,
      XDG_RUNTIME_DIR: home,
      DISPLAY: display,
      FOYER_API_URL: apiUrl,
      FOYER_USER_DATA: join(home, 'profile'),
      FOYER_BROWSER_COMMAND: browser,
      ...settings,
    },
  });
  const usable = new Promise<number>((resolve) => {
    app.process().stdout?.on('data', (text: Buffer) => {
      if (text.includes('foyer:window-usable')) resolve(performance.now() - startedAt);
    });
  });
  const page = await app.firstWindow();
  return { app, page, home, usableAfterMs: await usable, close: () => app.close() };
}

/** Stands for the system browser: the harness reads the address and walks it as the person would. */
async function walkedBrowser(home: string): Promise<string> {
  const script = join(home, 'browser.sh');
  await writeFile(script, '#!/bin/sh\nprintf %s "$1" > "$HOME/address"\n', { mode: 0o755 });
  return script;
}

/** Presses the button and does in the "browser" what a person with that account would do. */
export async function signIn({ page, home }: Counter, email: string): Promise<void> {
  const file = join(home, 'address');
  await rm(file, { force: true });
  await page.getByRole('button', { name: 'Sign in with Google' }).click();
  const address = new URL(await until(() => written(file)));
  address.searchParams.set('login_hint', email);
  const back = address.searchParams.get('redirect_uri') ?? '';
  const arrival = await new Browser().get(address.href, back);
  const reply = await (await fetch(arrival.url)).text();
  if (!reply.includes('you may close this window')) throw new Error(`the sign-in ended with: ${reply}`);
}

/** The address that the program was to open; rejects while it has not been written whole. */
async function written(file: string): Promise<string> {
  const address = await readFile(file, 'utf8');
  if (!address.includes('code_challenge_method=S256')) throw new Error(`not a whole address: ${address}`);
  return address;
}

/** Two at once: most of a start is waiting. */
export function openPair(world: World, options: CounterOptions): Promise<[Counter, Counter]> {
  return Promise.all([openCounter(world, options), openCounter(world, options)]);
}

/** Signs in and waits for the hall. */
export async function signInToSell(counter: Counter, email: string): Promise<void> {
  await signIn(counter, email);
  await counter.page.locator('[data-seat]').first().waitFor();
  await counter.page.locator('[data-connection="live"]').waitFor();
}
