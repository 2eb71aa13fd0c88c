/** How large the window's text is, in a window of 1280 pixels. */
import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';

/** By keys, as anywhere in the program. */
export async function setTextSize(page: Page, percent: 100 | 200): Promise<void> {
  await page.keyboard.press('Control+0');
  for (let step = 0; step < (percent === 200 ? 5 : 0); step += 1) await page.keyboard.press('Control+=');
  await expectWidth(page, 128_000 / percent);
}

export async function expectWidth(page: Page, width: number): Promise<void> {
  await vi.waitFor(async () => expect(await page.evaluate(() => innerWidth)).toBe(width), 10_000);
}
