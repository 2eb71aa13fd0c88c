/** After the sale, by keyboard alone: other seats for a booking, and a sale taken back, with the paper for it. */
import { PrinterDouble } from '@foyer/tools/doubles/printer-double';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BoxOffice, openBoxOffice } from './harness/box-office.ts';
import { type Counter, openCounter, signInToSell } from './harness/counter.ts';
import { expectLook, lookOf, openTomorrowsShow, walkTo } from './harness/hall.ts';
import { photograph } from './harness/screenshots.ts';
import { openWorld, type World } from './harness/world.ts';

let world: World;
let office: BoxOffice;
let printer: PrinterDouble;
let cashier: Counter;
let manager: Counter;

beforeAll(async () => {
  [world, office, printer] = await Promise.all([openWorld(), openBoxOffice(), PrinterDouble.start()]);
  const settings = { FOYER_PRINTER: printer.address, FOYER_DRAWER: 'on', FOYER_HOUSE: 'Kanal-Lichtspiele' };
  cashier = await openCounter(world, { apiUrl: office.url, settings });
  manager = await openCounter(world, { apiUrl: office.url });
  await signInToSell(cashier, 'cashier@example.test');
  await signInToSell(manager, 'manager@example.test');
  await openTomorrowsShow(cashier.page, '');
  await openTomorrowsShow(manager.page, '');
});
afterAll(async () => {
  await cashier.close();
  await manager.close();
  await printer.unplug();
  await office.close();
  await world.close();
});

test('exchanges a seat for a dearer one, and takes the difference in cash', async () => {
  const { page } = cashier;
  const old = await sell(page, /standard\b.*available/);
  await openExchange(page);
  await page.getByRole('contentinfo').getByText('keep the booking').waitFor();
  expect(await page.getByRole('region', { name: 'Tour' }).count()).toBe(0);
  await photograph(page, 'exchange-begun');
  const fresh = await take(page, /premium\b.*available/);
  await panel(page).getByText('To pay').waitFor();
  await photograph(page, 'exchange-dearer');
  await page.keyboard.press('F1');
  await page.locator('.exchange-first .button:focus').waitFor();
  await photographLight(page, 'exchange-light');
  await page.keyboard.press('Enter');
  await doneWord(page, /taken in cash$/);
  await photograph(page, 'exchange-done');
  await expectPaper(new RegExp(`EXCHANGE[^]*Given${old}\nNow${fresh}\n[^]*PAID[^]*Cash`));
  await expectPaper(new RegExp(`Seat ${fresh}\\b`));
  await expectLook(manager.page, old, 'free');
  await expectLook(manager.page, fresh, 'sold');
  await page.keyboard.press('Enter');
  await newest(page).getByText(fresh, { exact: true }).waitFor();
});

test('exchanges it for a seat of another show, and says what goes back and how', async () => {
  const { page } = cashier;
  await openExchange(page);
  const show = await chosenShow(page);
  await page.keyboard.press('PageDown');
  await expect.poll(() => chosenShow(page)).not.toBe(show);
  await page.locator('[data-seat]').first().waitFor();
  const fresh = await take(page, /standard\b.*available/);
  await panel(page)
    .getByText(/goes back in cash, as it was paid/)
    .waitFor();
  await photograph(page, 'exchange-cheaper');
  await page.keyboard.press('F1');
  await page.keyboard.press('Enter');
  await doneWord(page, /^Give .* back in cash$/);
  await expectPaper(/EXCHANGE[^]*GIVEN BACK[^]*Cash/);
  await page.keyboard.press('Enter');
  await newest(page).getByText(fresh, { exact: true }).waitFor();
});

test('loses nothing when the new seat was just taken, and gives the next one back by Escape', async () => {
  const { page } = cashier;
  const given = await openExchange(page);
  await openShowOf(manager.page, await chosenShow(page));
  const wanted = await walkTo(page, /premium\b.*available/);
  const { held } = await holdBack(page, '**/seats/lock');
  await page.keyboard.press('Space');
  const sendOn = await held;
  await expectLook(page, wanted, 'taking');
  await walkTo(manager.page, new RegExp(`^${await labelOf(manager.page, wanted)}$`));
  await manager.page.keyboard.press('Space');
  await expectLook(manager.page, wanted, 'yours');
  await sendOn();
  await panel(page).getByText(`Seat ${wanted} just went to somebody else.`).waitFor();
  await panel(page).locator(`[data-seat-line="${given}"]`).waitFor();
  await photograph(page, 'exchange-taken');
  const next = await take(page, /premium\b.*available/);
  expect(next).not.toBe(wanted);
  await expectLook(manager.page, next, 'held');
  await page.keyboard.press('Escape');
  await newest(page).getByText(given, { exact: true }).waitFor();
  await expectLook(manager.page, next, 'free');
  await manager.page.keyboard.press('Escape');
});

test('takes the last sale back by one key while a manager says yes, and prints its slip', async () => {
  const { page } = cashier;
  await press(page, 'Sell');
  await page.locator('.seat-map:focus-within').waitFor();
  const kicks = printer.kicks;
  const seat = await take(page, /standard\b.*available/);
  await page.keyboard.press('F1');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Next guest' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Shift+F12');
  const last = page.getByRole('complementary', { name: 'Last sale' });
  const act = last.getByRole('button', { name: /^Take the sale of .* back$/ });
  await act.and(page.locator(':focus')).waitFor();
  await photograph(page, 'last-sale');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Next guest' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Shift+F12');
  await act.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await last.getByRole('button', { name: 'Ask a manager' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await last.getByText('Waiting for a manager').waitFor();
  const bar = manager.page.getByRole('region', { name: 'Somebody asks for your approval' });
  await expect
    .poll(
      async () => {
        if ((await bar.count()) > 0) await manager.page.keyboard.press('F8');
        return last.getByRole('heading', { name: 'Taken back' }).count();
      },
      { timeout: 15_000 },
    )
    .toBe(1);
  await last.getByText(/^Give .* back in cash$/).waitFor();
  await photograph(page, 'last-sale-taken-back');
  await photographLight(page, 'last-sale-light');
  await expectPaper(/SALE TAKEN BACK[^]*GIVEN BACK[^]*Sold by mistake/);
  expect(printer.kicks).toBe(kicks + 2);
  await page.keyboard.press('Enter');
  await page.locator('[data-seat][data-look="free"]:focus').waitFor();
  await expectLook(page, seat, 'free');
});

/** Foyer's own theme again afterwards: dark. */
async function photographLight(page: Page, name: string): Promise<void> {
  await page.evaluate("document.documentElement.dataset.theme = 'light'");
  await photograph(page, name);
  await page.evaluate("document.documentElement.dataset.theme = 'dark'");
}

async function expectPaper(words: RegExp): Promise<void> {
  await expect.poll(() => printer.papers.some((paper) => words.test(paper)), { timeout: 15_000 }).toBe(true);
}

function panel(page: Page) {
  return page.getByRole('complementary', { name: 'Exchange', exact: true });
}

function newest(page: Page) {
  return page.locator('[data-booking]').first();
}

async function chosenShow(page: Page): Promise<string> {
  return (await page.locator('[data-show][aria-current="true"]').getAttribute('data-show')) ?? '';
}

/** By the key that presses a button which has the keyboard. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
}

async function take(page: Page, words: RegExp): Promise<string> {
  const seat = await walkTo(page, words);
  await page.keyboard.press('Space');
  await expectLook(page, seat, 'yours');
  return seat;
}

/** Sells one seat for cash and goes on to the next guest. */
async function sell(page: Page, words: RegExp): Promise<string> {
  const seat = await take(page, words);
  await page.keyboard.press('F1');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Next guest' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  return seat;
}

/** Opens the hall for the newest booking, of one seat; answers which. */
async function openExchange(page: Page): Promise<string> {
  if (
    (await page.getByRole('button', { name: 'Bookings', exact: true }).getAttribute('aria-current')) === null
  )
    await press(page, 'Bookings');
  await page.getByRole('row', { selected: true }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('x');
  await page.locator('.seat-map:focus-within').waitFor();
  return (await panel(page).locator('[data-seat-line]').getAttribute('data-seat-line')) ?? '';
}

async function doneWord(page: Page, words: RegExp): Promise<void> {
  const done = page.getByRole('complementary', { name: 'Exchanged' });
  await done.getByText(words).waitFor();
  await page.locator('.receipt .button:focus').waitFor();
}

async function openShowOf(page: Page, show: string): Promise<void> {
  for (let steps = 0; (await chosenShow(page)) !== show && steps < 30; steps += 1) {
    const before = await chosenShow(page);
    await page.keyboard.press('PageDown');
    await expect.poll(() => chosenShow(page)).not.toBe(before);
  }
  await page.locator('[data-seat]').first().waitFor();
}

async function labelOf(page: Page, seat: string): Promise<string> {
  expect(await lookOf(page, seat)).toBe('free');
  return (await page.locator(`[data-seat="${seat}"]`).getAttribute('aria-label')) ?? '';
}

/** Keeps the next such request from the server, once this has resolved; `held` answers what sends it on. */
async function holdBack(
  page: Page,
  address: string,
): Promise<{ readonly held: Promise<() => Promise<void>> }> {
  let put: (sendOn: () => Promise<void>) => void = () => undefined;
  const held = new Promise<() => Promise<void>>((resolve) => (put = resolve));
  await page.route(address, (route: Route) => put(() => route.continue()), { times: 1 });
  return { held };
}
