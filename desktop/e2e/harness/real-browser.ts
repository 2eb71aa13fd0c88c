/** A real Chromium as the system browser: the counter starts it by itself, Playwright is the hand on its mouse. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findChromium } from '@foyer/tools/runtimes/chromium';
import { chromium, type Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { World } from './world.ts';

export interface RealBrowser {
  readonly page: Page;
  readonly version: string;
  readonly close: () => Promise<void>;
}

/** A program that opens an address in Chromium, with a profile of its own in the person's home. */
export async function realBrowserCommand({ stage }: World): Promise<string> {
  const { path } = await findChromium({ say: (line) => console.log(line) });
  const script = join(stage.folder, 'chromium.sh');
  const flags = [
    '--user-data-dir="$HOME/chromium"',
    '--remote-debugging-port=0',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-gpu',
    '--password-store=basic',
    '--window-size=1000,700',
  ];
  await writeFile(script, `#!/bin/sh\nexec '${path}' ${flags.join(' ')} "$1"\n`, { mode: 0o755 });
  return script;
}

/** Takes the mouse of the Chromium that the program of that home has just started. */
export async function joinRealBrowser(home: string): Promise<RealBrowser> {
  const endpoint = await vi.waitFor(() => debuggerOf(home), { timeout: 30_000, interval: 50 });
  const browser = await chromium.connectOverCDP(endpoint);
  const context = browser.contexts()[0];
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
  if (page === undefined) throw new Error('Chromium has no window.');
  return {
    page,
    version: browser.version(),
    close: async () => {
      const gone = new Promise((resolve) => browser.once('disconnected', resolve));
      await (await browser.newBrowserCDPSession()).send('Browser.close');
      await gone;
    },
  };
}

/** Chromium writes this file once it listens: a port, and a path below it. */
async function debuggerOf(home: string): Promise<string> {
  const written = await readFile(join(home, 'chromium', 'DevToolsActivePort'), 'utf8');
  expect(written).toMatch(/^\d+\n\/devtools\//);
  return `ws://127.0.0.1:${written.replace('\n', '').trim()}`;
}
