import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stateFolder } from '@foyer/tools/checkout';
import type { Page } from 'playwright-core';

const folder = join(stateFolder, 'screenshots');

/** Keeps what the window shows in the ignored folder `.foyer/screenshots`. */
export async function photograph(page: Page, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
