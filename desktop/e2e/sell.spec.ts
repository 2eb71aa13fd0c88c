import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Counter } from './harness/counter.ts';
import { expectLook, hallsOfDay, openTomorrowsShow, sellTwoBest, takeSeats } from './harness/hall.ts';
import { watchKey } from './harness/page-probe.ts';
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

test('sells by keyboard, and the other window sees hold and sale', async () => {
  const show = await openTomorrowsShow(cashier.page, '');
  expect(await openTomorrowsShow(manager.page, '')).toBe(show);
  const seats = await takeSeats(cashier.page, 3);
  for (const seat of seats) await expectLook(manager.page, seat, 'held');
  await cashier.page.keyboard.press('c');
  await cashier.page.getByRole('button', { name: /^Child/ }).waitFor();
  await photograph(cashier.page, 'sell');
  await cashier.page.keyboard.press('F1');
  await cashier.page.keyboard.press('Enter');
  await cashier.page.getByRole('heading', { name: 'Sold' }).waitFor();
  for (const seat of seats) await expectLook(manager.page, seat, 'sold');
  await photograph(cashier.page, 'sold');
  await cashier.page.keyboard.press('Enter');
  await cashier.page.getByRole('heading', { name: 'Nothing in the cart' }).waitFor();
  for (const seat of seats) await expectLook(cashier.page, seat, 'sold');
});

test('leaves a held seat to whoever was first, and gives it back by Escape', async () => {
  const [seat = ''] = await takeSeats(cashier.page, 1);
  await expectLook(manager.page, seat, 'held');
  await manager.page.locator(`[data-seat="${seat}"]`).click({ force: true });
  expect(await manager.page.locator('.cart-line').count()).toBe(0);
  await cashier.page.keyboard.press('Escape');
  await expectLook(manager.page, seat, 'free');
  await manager.page.keyboard.press('Space');
  await expectLook(manager.page, seat, 'yours');
  await expectLook(cashier.page, seat, 'held');
  await manager.page.keyboard.press('Space');
  await expectLook(cashier.page, seat, 'free');
});

test('names the day of a show that is not today’s, and leads back to it from another day', async () => {
  const { page } = cashier;
  const day = (await page.locator('.hall-day').textContent()) ?? '';
  expect(day).toMatch(/^[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2}/);
  const show = await page.locator('[data-show][aria-current="true"]').getAttribute('data-show');
  const [seat = ''] = await takeSeats(page, 1);
  await page.getByRole('button', { name: 'Next day' }).click();
  await page.getByRole('button', { name: new RegExp(`^Back to .*, ${day}, `) }).click();
  await page.locator(`[data-show="${show}"][aria-current="true"]`).waitFor();
  await expectLook(page, seat, 'yours');
  await page.keyboard.press('Escape');
  await expectLook(page, seat, 'free');
});

test('lists the sale among the bookings of both, and its trace in the manager’s audit', async () => {
  await cashier.page.getByRole('button', { name: 'Bookings' }).click();
  const own = cashier.page.locator('[data-booking]').first();
  await own.waitFor();
  const reference = (await own.getAttribute('data-booking')) ?? '';
  await photograph(cashier.page, 'bookings-own');
  expect(await cashier.page.getByRole('button', { name: 'Audit' }).count()).toBe(0);
  await manager.page.getByRole('button', { name: 'Bookings' }).click();
  await manager.page.locator(`[data-booking="${reference}"]`).waitFor();
  await photograph(manager.page, 'bookings');
  await manager.page.getByRole('button', { name: 'Audit' }).click();
  await manager.page.getByRole('row', { selected: true }).and(manager.page.locator(':focus')).waitFor();
  await expect
    .poll(
      async () => {
        await manager.page.getByRole('button', { name: 'Refresh' }).click();
        return manager.page.locator('[data-action="booking.success"]').count();
      },
      { timeout: 10_000, interval: 200 },
    )
    .toBeGreaterThan(0);
  await manager.page.locator('[data-action="booking.success"]').first().click();
  await manager.page.getByRole('heading', { name: 'Sale made' }).waitFor();
  await photograph(manager.page, 'audit');
});

test('sells the best four seats with four keys', async () => {
  const { page } = cashier;
  await page.getByRole('button', { name: 'Sell' }).click();
  await page.locator('[data-seat]').first().waitFor();
  await page.keyboard.press('4');
  await page.locator('.hall-count').waitFor();
  await photograph(page, 'best-seats');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.cart-line').count()).toBe(4);
  const [third, last] = await page
    .locator('.cart-line')
    .evaluateAll((lines) => lines.slice(2).map((line) => line.getAttribute('data-line') ?? ''));
  await page.locator(`[data-seat="${last}"]:focus`).waitFor();
  await page.keyboard.press('c');
  await page.keyboard.press('ArrowLeft');
  await page.locator(`.cart-line[data-line="${third}"][data-active]`).waitFor();
  await page.keyboard.press('F1');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sold' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[data-seat][data-look="free"]:focus').waitFor();
});

test('goes one step back from cash by Escape, and only then gives the seats back', async () => {
  const { page } = cashier;
  const [seat = ''] = await takeSeats(page, 1);
  await page.keyboard.press('F1');
  await page.locator('.pay > .button:focus').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.seat-map:focus-within').waitFor();
  await expectLook(page, seat, 'yours');
  await page.keyboard.press('Escape');
  await expectLook(page, seat, 'free');
  await page.getByRole('button', { name: 'Bookings' }).click();
});

test('gives one seat back, and it is free on the map of the other window', async () => {
  const { page } = cashier;
  await page.getByRole('row', { selected: true }).and(page.locator(':focus')).waitFor();
  await page.getByRole('button', { name: 'Refund…' }).click();
  const panel = page.getByRole('region', { name: 'Refund' });
  await panel.getByRole('checkbox').first().and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('row', { selected: true }).and(page.locator(':focus')).waitFor();
  await page.getByRole('button', { name: 'Refund…' }).click();
  const boxes = await panel.getByRole('checkbox').all();
  for (const box of boxes.slice(1)) await box.uncheck({ force: true });
  const seat = (await boxes[0]?.getAttribute('value')) ?? '';
  await photograph(page, 'refund');
  await panel.getByRole('button', { name: /back in cash$/ }).click();
  await page.getByText(new RegExp(`^${seat}: .*Guest changed their mind`)).waitFor();
  await photograph(page, 'refunded');
  await manager.page.getByRole('button', { name: 'Sell' }).click();
  await expectLook(manager.page, seat, 'free');
});

test('opens a hall of 480 seats within 150 ms', async () => {
  const { page } = manager;
  await page.getByRole('button', { name: 'Sell' }).click();
  await page.locator('[data-show]').first().waitFor();
  const halls = await hallsOfDay(page);
  const [smallest, largest] = [halls[0], halls.at(-1)];
  expect(largest?.seats).toBeGreaterThanOrEqual(480);
  for (let round = 0; round < 5; round += 1) {
    for (const hall of [smallest, largest]) {
      await page.locator(`[data-show="${hall?.show}"]`).click();
      await expect.poll(() => page.locator('[data-seat]').count()).toBe(hall?.seats);
    }
  }
  const times = await page.evaluate(
    (show) =>
      performance
        .getEntriesByName('foyer:seat-map')
        .flatMap((entry) => ((entry as PerformanceMeasure).detail === show ? [entry.duration] : [])),
    largest?.show,
  );
  console.log(`a hall of ${largest?.seats} seats opened in ${times.map(Math.round).join(', ')} ms`);
  expect(times.length).toBeGreaterThanOrEqual(5);
  // The best round: other suites share the processors, and their work is none of the hall's.
  expect(Math.min(...times)).toBeLessThanOrEqual(150);
  await photograph(page, 'sell-480');
});

test(
  'sells to fifty guests in a row, half of them within 1.2 seconds of the first key',
  { timeout: 180_000 },
  async () => {
    const { page } = manager;
    await page.locator('.seat-map :focus').waitFor();
    const read = await watchKey(page, { key: '2', area: '#root', shows: '.receipt' });
    for (let guest = 0; guest < 50; guest += 1) await sellTwoBest(page);
    const times = [...(await read())].sort((one, other) => one - other);
    const [median = Infinity, slowest] = [times[25], times.at(-1)];
    console.log(
      `first key to change due, 50 sales: median ${Math.round(median)} ms, slowest ${Math.round(slowest ?? 0)} ms`,
    );
    expect(times.length).toBe(50);
    expect(median).toBeLessThanOrEqual(1_200);
  },
);

test('shows every seat, line and total in the smallest window', async () => {
  const { app, page } = cashier;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700));
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(1024);
  await page.getByRole('button', { name: 'Sell' }).click();
  await takeSeats(page, 2);
  const cut = (selector: string): Promise<readonly string[]> =>
    page
      .locator(selector)
      .evaluateAll((parts) =>
        parts.filter((part) => part.scrollWidth > part.clientWidth).map((part) => part.textContent ?? ''),
      );
  expect(await cut('.hall-title h1, .hall-title .quiet, .choice-value, .total, .sell > *')).toEqual([]);
  await photograph(page, 'sell-small');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Bookings' }).click();
  await page.locator('[data-booking]').first().waitFor();
  expect(await cut('.sheet-scroll')).toEqual([]);
  await photograph(page, 'bookings-small');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
});

test('looks considered in the light and in the high-contrast theme as well', async () => {
  const { page } = cashier;
  await page.getByRole('button', { name: 'Sell' }).click();
  await page.locator('[data-seat]').first().waitFor();
  await takeSeats(page, 2);
  for (const [theme, name] of [
    ['Light', 'sell-light'],
    ['High contrast', 'sell-contrast'],
    ['Dark', 'sell-dark'],
  ] as const) {
    await page.getByRole('button', { name: 'Account of' }).click();
    await page.getByRole('menuitemradio', { name: theme }).click();
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await photograph(page, name);
  }
  await page.keyboard.press('?');
  await page.getByRole('heading', { name: 'Keys' }).waitFor();
  expect(await page.getByRole('dialog').locator('dt').count()).toBeGreaterThan(8);
  await photograph(page, 'keys');
  await page.keyboard.press('Escape');
});
