import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Counter } from './harness/counter.ts';
import { openTomorrowsShow } from './harness/hall.ts';
import { photograph } from './harness/screenshots.ts';
import { openTwoCounters, type TwoCounters } from './harness/two-counters.ts';

let counters: TwoCounters;
let cashier: Counter;
let manager: Counter;

beforeAll(async () => {
  counters = await openTwoCounters();
  ({ cashier, manager } = counters);
});
afterAll(() => counters.close());

test('keeps a party of forty within the window: receipt, list and refund', async () => {
  for (const { app, page } of [cashier, manager]) {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800));
    await page.waitForFunction('innerWidth === 1280');
  }
  await openTomorrowsShow(cashier.page, '');
  await cashier.page.keyboard.type('40');
  await cashier.page.keyboard.press('Enter');
  await expect.poll(() => cashier.page.locator('.cart-line').count()).toBe(40);
  await cashier.page.keyboard.press('F1');
  await cashier.page.keyboard.press('Enter');
  const next = cashier.page.getByRole('button', { name: 'Next guest' });
  await next.and(cashier.page.locator(':focus')).waitFor();
  await expectInSight(cashier.page, '.receipt > .button');
  await photograph(cashier.page, 'sold-forty');
  await cashier.page.keyboard.press('Enter');

  const { page } = manager;
  await page.getByRole('button', { name: 'Bookings' }).click();
  await expect.poll(() => page.locator('[data-booking]').first().textContent()).toContain(', ');
  const isCut = (part: Element): boolean => part.scrollWidth > part.clientWidth;
  expect(await page.locator('.sheet-scroll').evaluate(isCut)).toBe(false);
  await photograph(page, 'bookings-forty');
  await page.getByRole('button', { name: 'Refund…' }).click();
  const boxes = page.getByRole('region', { name: 'Refund' }).getByRole('checkbox');
  await boxes.first().and(page.locator(':focus')).waitFor();
  for (let seat = 1; seat < 40; seat += 1) await page.keyboard.press('Tab');
  await boxes.last().and(page.locator(':focus')).waitFor();
  await expectInSight(page, '.header');
  await expectInSight(page, '.check[data-focus-visible]');
  await photograph(page, 'refund-forty');
  await page.keyboard.press('Escape');
});

/** The element lies within the window, and the window itself has not been scrolled away. */
async function expectInSight(page: Page, selector: string): Promise<void> {
  const frame = await page.locator(selector).evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return {
      top,
      below: bottom - innerHeight,
      footer: document.querySelector('.footer')?.getBoundingClientRect().bottom,
    };
  });
  expect(frame.top).toBeGreaterThanOrEqual(0);
  expect(frame.below).toBeLessThanOrEqual(0);
  expect(frame.footer).toBe(await page.evaluate('innerHeight'));
}
