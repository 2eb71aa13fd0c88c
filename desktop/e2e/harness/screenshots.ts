import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stateFolder } from '@foyer/tools/checkout';
import type { ElectronApplication, Page } from 'playwright-core';

const folder = join(stateFolder, 'screenshots');

/** Keeps what the window shows in the ignored folder `.foyer/screenshots`. */
export async function photograph(page: Page, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** What the window shows by night and by day. */
export async function photographBoth(page: Page, name: string): Promise<void> {
  await photograph(page, name);
  await page.evaluate("document.documentElement.dataset.theme = 'light'");
  await photograph(page, `${name}-light`);
  await page.evaluate("document.documentElement.dataset.theme = 'dark'");
}

/** The same, asked of the program: Playwright cuts a page that is enlarged. */
export async function photographWindow(app: ElectronApplication, name: string): Promise<void> {
  const picture = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString('base64');
  });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.png`), Buffer.from(picture ?? '', 'base64'));
}

/** Keeps what the whole display shows, with every window in the order in which they lie. */
export async function photographDisplay(app: ElectronApplication, name: string): Promise<void> {
  const picture = await app.evaluate(async ({ desktopCapturer }) => {
    const [screen] = await desktopCapturer.getSources({
      types: ['screen'],
      thumbnailSize: { width: 1600, height: 1000 },
    });
    return screen?.thumbnail.toPNG().toString('base64');
  });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.png`), Buffer.from(picture ?? '', 'base64'));
}
