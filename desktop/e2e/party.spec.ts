import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Counter } from './harness/counter.ts';
import { cursorSeat, expectLook, openTomorrowsShow, takeSeats } from './harness/hall.ts';
import { photograph } from './harness/screenshots.ts';
import { openTwoCounters, type TwoCounters } from './harness/two-counters.ts';

let counters: TwoCounters;
let cashier: Counter;
let manager: Counter;

beforeAll(async () => {
  counters = await openTwoCounters();
  ({ cashier, manager } = counters);
  for (const { page } of [cashier, manager]) await openTomorrowsShow(page, '');
});
afterAll(() => counters.close());

test('offers the nearest seats for a pair when a rival was faster, and takes them by one key', async () => {
  const { page } = cashier;
  const [held = ''] = await takeSeats(page, 1);
  await page.keyboard.press('ArrowRight');
  const wanted = await cursorSeat(page);
  // The rival's answer comes before this window's question is let through.
  const letThrough = async (route: Route): Promise<void> => {
    await manager.page.locator(`[data-seat="${wanted}"]`).click();
    await expectLook(manager.page, wanted, 'yours');
    await route.continue();
  };
  await page.route('**/seats/lock', letThrough, { times: 1 });
  await page.keyboard.press('Space');
  await expectLook(page, wanted, 'held');
  await expectLook(page, held, 'yours');
  const offer = page.locator('.cart-message', {
    hasText: new RegExp(`^${wanted} was just taken; .+ are free`),
  });
  await offer.waitFor();
  await photograph(page, 'seat-taken');
  await page.keyboard.press('F11');
  await expect.poll(() => page.locator('.cart-line').count()).toBe(2);
  await expect.poll(() => page.locator('[data-seat][data-look="yours"]').count()).toBe(2);
  await offer.waitFor({ state: 'detached' });
  expect(await page.locator(`.cart-line[data-line="${wanted}"]`).count()).toBe(0);
  for (const { keyboard } of [page, manager.page]) await keyboard.press('Escape');
  await expect
    .poll(() => page.locator('[data-seat]:is([data-look="yours"], [data-look="held"])').count())
    .toBe(0);
});

test('lets a manager end a cashier’s hold from the map, for a reason, and the cashier hears of it', async () => {
  const seats = await takeSeats(cashier.page, 2);
  const [first = '', second = ''] = seats;
  const { page } = manager;
  await expectLook(page, second, 'held');
  await page.locator(`[data-seat="${first}"]`).click({ force: true });
  await page.getByText('Held at the counter').waitFor();
  await photograph(page, 'hold-of-other');
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'End hold', exact: true }).and(page.locator(':focus')).waitFor();
  await photograph(page, 'end-hold');
  await page.keyboard.press('Enter');
  for (const seat of seats) await expectLook(page, seat, 'free');
  await page.locator(`[data-seat="${first}"]:focus`).waitFor();
  await cashier.page.getByText(`The hold on ${first}–${second} ran out.`).waitFor();
  for (const seat of seats) await expectLook(cashier.page, seat, 'free');
  await photograph(cashier.page, 'hold-ended');
  await cashier.page.keyboard.press('F11');
  for (const seat of seats) await expectLook(cashier.page, seat, 'yours');
  await cashier.page.keyboard.press('Escape');
  for (const seat of seats) await expectLook(page, seat, 'free');
  await page.getByRole('button', { name: 'Audit' }).click();
  await page.getByRole('row', { selected: true }).and(page.locator(':focus')).waitFor();
  const ended = page.locator('[data-action="seat.forced-release"]');
  await expect
    .poll(
      async () => {
        await page.getByRole('button', { name: 'Refresh' }).click();
        return ended.count();
      },
      { timeout: 10_000, interval: 200 },
    )
    .toBe(1);
  await ended.click();
  await page.getByText('Guest has left', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Sell' }).click();
});

test('keeps a party of forty within the window: receipt, list and refund', async () => {
  for (const { app, page } of [cashier, manager]) {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800));
    await expect.poll(() => page.evaluate('innerWidth')).toBe(1280);
  }
  await cashier.page.locator('.seat-map :focus').waitFor();
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
