/** Whether what is on screen can be read and reached by everybody: axe's rules, and nothing cut off. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { findCut } from './find-cut.ts';

const themes = ['dark', 'light', 'contrast'] as const;
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds with all of its rules in each theme, a line each: theme, rule, place. */
export async function findFaults(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await readFile(axeFile, 'utf8'));
  // A dialog with a field keeps itself unseen for a moment, in case a keyboard comes up on the screen.
  await page.locator('.overlay[style*="opacity: 0"]').waitFor({ state: 'detached' });
  // Colours on their way from one theme to another are none of either.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const shown = await page.evaluate(() => document.documentElement.dataset['theme']);
  const found: string[] = [];
  for (const theme of themes) {
    await wear(page, theme);
    const faults = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run: (options: unknown) => Promise<AxeResults> } };
      const { violations } = await axe.run({ resultTypes: ['violations'] });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
      );
    });
    found.push(...faults.map((fault) => `${theme}: ${fault}`));
  }
  await wear(page, shown ?? 'dark');
  await page.emulateMedia({ reducedMotion: null });
  return found;
}

/** What of the text is cut off, and which controls can't be brought into the window. */
export async function findUnreachable(page: Page): Promise<readonly string[]> {
  // A menu finds its new place in the frame after the window has changed.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
  return page.evaluate(findCut);
}

async function wear(page: Page, theme: string): Promise<void> {
  await page.evaluate((name) => {
    document.documentElement.dataset['theme'] = name;
  }, theme);
}
