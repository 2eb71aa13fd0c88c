import { signIn as signInOverHttp } from '@foyer/tools/sign-in/sign-in';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BoxOffice, openBoxOffice } from './harness/box-office.ts';
import { type Counter, openCounter, signInToSell } from './harness/counter.ts';
import { openTomorrowsShow, takeSeats } from './harness/hall.ts';
import { photograph } from './harness/screenshots.ts';
import { enrol, enterPin, setOwnPin } from './harness/till.ts';
import { openWorld, type World } from './harness/world.ts';

let world: World;
let office: BoxOffice;
let till: Counter;
let page: Page;

beforeAll(async () => {
  world = await openWorld();
  office = await openBoxOffice();
  await signInOverHttp(office.url, 'admin@example.test');
  till = await openCounter(world, { apiUrl: office.url });
  page = till.page;
  await signInToSell(till, 'manager@example.test');
});
afterAll(async () => {
  await till.close();
  await office.close();
  await world.close();
});

test('says ten minutes before that the session ends', async () => {
  expect(await page.locator('[data-session-ends]').count()).toBe(0);
  // It is late for the window alone.
  await page.clock.setSystemTime(Date.now() + (11 * 60 + 52) * 60_000);
  await page.getByText(/^Your session ends at/).waitFor();
  await photograph(page, 'session-ends');
  await page.clock.setSystemTime(Date.now());
  await page.locator('[data-session-ends]').waitFor({ state: 'detached' });
});

test('goes on with the same cart after the end of a shift', async () => {
  await page.getByRole('button', { name: 'Tills' }).click();
  await page.getByRole('button', { name: 'Add the first till…' }).click();
  await page.getByLabel('Name, as written on the counter').fill('Front 1');
  await page.keyboard.press('Enter');
  const shown = page.locator('[data-till-code]');
  const code = (await shown.textContent()) ?? '';
  await page.getByRole('button', { name: 'Account of' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await enrol(page, code);
  await page.getByText('Till Front 1').waitFor();
  await signInToSell(till, 'cashier@example.test');
  await setOwnPin(page, '4711');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await openTomorrowsShow(page, '');
  const seats = await takeSeats(page, 2);
  await office.endShifts();
  await page.evaluate(async () => {
    const now = await window.foyer.accessToken({ refused: null });
    const refused = now.ok && now.value.kind === 'token' ? now.value.token : null;
    await window.foyer.accessToken({ refused });
  });
  await page.getByRole('heading', { name: 'Session over' }).waitFor();
  expect(await page.locator('[data-seat]').count()).toBe(0);
  await page.getByRole('option', { name: 'Casey Cashier' }).waitFor();
  await photograph(page, 'session-over');
  await enterPin(page, 'Casey Cashier', '4711');
  await page.locator('[data-connection="live"]').waitFor();
  expect(await page.locator('.cart-line').count()).toBe(seats.length);
  await page.keyboard.press('F1');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sold' }).waitFor();
  await page.keyboard.press('Enter');
});
