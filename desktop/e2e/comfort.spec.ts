/** Everybody can work here: the machine's settings, text of twice the size, the keyboard alone, and axe everywhere. */
import { PrinterDouble } from '@foyer/tools/doubles/printer-double';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BoxOffice, openBoxOffice } from './harness/box-office.ts';
import { type Counter, openCounter, signInToSell } from './harness/counter.ts';
import { openSmallestHall } from './harness/hall.ts';
import { findFaults, findUnreachable } from './harness/reading.ts';
import { photograph, photographWindow } from './harness/screenshots.ts';
import { walkThroughShift } from './harness/shift.ts';
import { expectWidth, setTextSize } from './harness/text-size.ts';
import { openAccountMenu, setOwnPin } from './harness/till.ts';
import { typeText } from './harness/type-text.ts';
import { openWorld, type World } from './harness/world.ts';

let world: World;
let office: BoxOffice;
let printer: PrinterDouble;
let counter: Counter;
let page: Page;

beforeAll(async () => {
  [world, office, printer] = await Promise.all([openWorld(), openBoxOffice(), PrinterDouble.start()]);
  counter = await openCounter(world, { apiUrl: office.url });
  ({ page } = counter);
  await counter.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800),
  );
  await expectWidth(page, 1280);
});
afterAll(async () => {
  await counter.close();
  await printer.unplug();
  await office.close();
  await world.close();
});

test('greets everybody once with a tour that goes by keys and takes none of the sale’s', async () => {
  await expectForEverybody('sign-in');
  await signInToSell(counter, 'manager@example.test');
  const tour = page.getByRole('region', { name: 'Tour' });
  await tour.getByText('A sale in four keys').waitFor();
  await page.locator('[data-seat]:focus').waitFor();
  await photograph(page, 'tour');
  // Axe looks at every seat by itself in every theme, half a minute in the largest hall: here are all kinds, too.
  await openSmallestHall(page);
  await page.keyboard.press('Control+ArrowRight');
  await tour.getByText('Seats by their shape').waitFor();
  await expectForEverybody('tour');
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await page.locator('.cart-line').waitFor();
  expect(await tour.count()).toBe(0);
  await page.keyboard.press('Escape');
  await tour.getByText('Seats by their shape').waitFor();
  await page.keyboard.press('Control+ArrowDown');
  await tour.waitFor({ state: 'detached' });
  await page.reload();
  await page.locator('[data-seat]:focus').waitFor();
  expect(await tour.count()).toBe(0);
});

test('sets up the printer by keyboard, and says in words what became of the test page', async () => {
  await page.keyboard.press('Control+,');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  const address = page.getByLabel('Address in the network; empty prints nothing');
  await address.focus();
  await typeText(page, printer.address);
  await page.keyboard.press('Enter');
  await page.getByText('Kept. From here on prints go there.').waitFor();
  const test = page.getByRole('button', { name: 'Print a test page' });
  await test.focus();
  await page.keyboard.press('Enter');
  await page.getByText('The printer says that the test page is printed.').waitFor();
  expect(printer.papers.join('')).toContain('TEST PAGE');
  await expectForEverybody('settings');
  printer.behave({ state: 'paper-out' });
  await test.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Nothing came out: the printer is out of paper.').waitFor();
  await photograph(page, 'settings-paper-out');
  // It is tried again by itself, too: whichever comes first.
  await page.getByRole('button', { name: 'Try now' }).focus();
  printer.behave({ state: 'ready' });
  await page.keyboard.press('Enter');
  await page.locator('[data-test-page="PRINTED"]').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('[data-seat]:focus').waitFor();
});

test('makes a whole sale with the keyboard alone, in text of twice the size', async () => {
  await setTextSize(page, 200);
  await page.keyboard.press('PageDown');
  await page.locator('[data-seat]:focus').waitFor();
  await page.keyboard.press('2');
  await page.locator('.hall-count').waitFor();
  expect(await findUnreachable(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.cart-line').count()).toBe(2);
  expect(await findUnreachable(page)).toEqual([]);
  await page.locator('[data-seat]:focus').waitFor();
  await page.keyboard.press('c');
  await page.getByRole('button', { name: /^Child/ }).waitFor();
  await photographWindow(counter.app, 'comfort-200-cart');
  await page.keyboard.press('F1');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sold' }).waitFor();
  expect(await findUnreachable(page)).toEqual([]);
  await photographWindow(counter.app, 'comfort-200-sold');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Nothing in the cart' }).waitFor();
  await expect.poll(() => printer.papers.some((paper) => paper.includes('RECEIPT'))).toBe(true);
  await setTextSize(page, 100);
});

test('reads well in every theme and twice the size: selling', async () => {
  await openSmallestHall(page);
  await expectForEverybody('sell-empty');
  await page.keyboard.press('3');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.cart-line').count()).toBe(3);
  await expectForEverybody('sell');
  await page.keyboard.press('F2');
  await page.locator('.price-form').waitFor();
  await expectForEverybody('price');
  await backToHall();
  await page.keyboard.press('F5');
  await page.getByRole('region', { name: 'Drawer' }).waitFor();
  await expectForEverybody('drawer');
  await backToHall();
  await page.keyboard.press('F6');
  await page.getByRole('dialog').waitFor();
  await expectForEverybody('no-switch');
  await backToHall();
  await page.keyboard.press('?');
  await page.getByRole('heading', { name: 'Keys' }).waitFor();
  await expectForEverybody('keys');
  await backToHall();
  await page.keyboard.press('F1');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sold' }).waitFor();
  await expectForEverybody('sold');
  await page.keyboard.press('Enter');
});

test('reads well in every theme and twice the size: what managers look after', async () => {
  for (const [screen, sign] of [
    ['Bookings', '[data-booking]'],
    ['Approvals', '.notice, [role="row"]'],
    ['People', '[data-person]'],
    ['Audit', '[data-action]'],
  ] as const) {
    await turnTo(screen);
    await page.locator(sign).first().waitFor();
    await expectForEverybody(screen.toLowerCase());
  }
  await turnTo('Bookings');
  for (const [act, form] of [
    ['Refund…', 'Refund'],
    ['Print again…', 'Print again'],
  ] as const) {
    await page.getByRole('button', { name: act }).click();
    await page.getByRole('region', { name: form }).waitFor();
    await expectForEverybody(form.toLowerCase().replace(' ', '-'));
    await page.keyboard.press('Escape');
  }
  await turnTo('People');
  await page.getByRole('button', { name: 'Invite…' }).click();
  await page.getByLabel('Address of their Google account').waitFor();
  await expectForEverybody('invite');
  await page.getByRole('button', { name: 'Account of' }).click();
  await page.getByRole('menu').waitFor();
  await expectForEverybody('account');
  await page.keyboard.press('Escape');
});

test('reads well in every theme and twice the size: a till and who works at it', async () => {
  await turnTo('Tills');
  await page.getByRole('heading', { name: 'No tills yet' }).waitFor();
  await expectForEverybody('tills-none');
  await page.getByRole('button', { name: 'Add the first till…' }).click();
  await page.getByLabel('Name, as written on the counter').fill('Front 1');
  await page.keyboard.press('Enter');
  const code = (await page.locator('[data-till-code]').textContent()) ?? '';
  await expectForEverybody('tills-code');
  await openAccountMenu(page, 'Enrol this till…');
  await page.getByRole('dialog').waitFor();
  await expectForEverybody('enrol');
  await page.getByLabel('Code, twelve letters and digits').fill(code);
  await page.keyboard.press('Enter');
  await page.getByText('Till Front 1').waitFor();
  await expectForEverybody('enrolled');
  await signInToSell(counter, 'manager@example.test');
  await openAccountMenu(page, 'My PIN…');
  await page.getByRole('dialog').waitFor();
  await expectForEverybody('own-pin');
  await page.keyboard.press('Escape');
  await setOwnPin(page, '2580');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await openAccountMenu(page, 'This till…');
  await page.getByRole('dialog').waitFor();
  await expectForEverybody('till');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F6');
  await page.getByRole('option').first().waitFor();
  await expectForEverybody('switch');
  await page.keyboard.press('Escape');
});

test('reads well in every theme and twice the size: the shift of this till', async () => {
  await walkThroughShift(page, expectForEverybody);
});

test('reads well in every theme and twice the size: a server that is away', async () => {
  await turnTo('Sell');
  await openSmallestHall(page);
  await office.stopApi();
  await page.locator('.banner').waitFor({ timeout: 30_000 });
  await expectForEverybody('offline');
});

/** Asks axe in every theme, and then whether everything can be read and reached in text of twice the size. */
async function expectForEverybody(name: string): Promise<void> {
  const faults = await findFaults(page);
  await photograph(page, `comfort-${name}`);
  await setTextSize(page, 200);
  const unreachable = await findUnreachable(page);
  await photographWindow(counter.app, `comfort-${name}-200`);
  await setTextSize(page, 100);
  expect.soft([...faults, ...unreachable], name).toEqual([]);
}

async function backToHall(): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('[data-seat]:focus').waitFor();
}

async function turnTo(screen: string): Promise<void> {
  await page.getByRole('button', { name: screen, exact: true }).click();
}
