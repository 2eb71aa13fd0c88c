import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type BoxOffice, openBoxOffice } from './harness/box-office.ts';
import { type Counter, openCounter, signIn, signInToSell } from './harness/counter.ts';
import { joinRealBrowser, type RealBrowser, realBrowserCommand } from './harness/real-browser.ts';
import { photograph, photographDisplay } from './harness/screenshots.ts';
import { openAccountMenu } from './harness/till.ts';
import { openWorld, type World } from './harness/world.ts';

let world: World;
let office: BoxOffice;
let counter: Counter;
let browser: RealBrowser | undefined;

beforeAll(async () => {
  [world, office] = await Promise.all([openWorld(), openBoxOffice()]);
});
afterEach(async () => {
  await browser?.close();
  browser = undefined;
  await counter.close();
});
afterAll(async () => {
  await office.close();
  await world.close();
});

test('reaches the counter from the browser', async () => {
  counter = await openCounter(world, { apiUrl: office.url });
  await photograph(counter.page, 'sign-in');
  await signInToSell(counter, 'cashier@example.test');
  await expect
    .poll(() => counter.page.getByRole('button', { name: 'Account of' }).textContent())
    .toContain('Cashier');
});

test('reaches the counter through a real Chromium and comes to the front', async () => {
  const browserCommand = await realBrowserCommand(world);
  counter = await openCounter(world, { apiUrl: office.url, browserCommand });
  await counter.page.getByRole('button', { name: 'Sign in with Google' }).click();
  browser = await joinRealBrowser(counter.home);
  const account = browser.page.getByRole('button', { name: 'cashier@example.test' });
  await account.waitFor();
  await expect.poll(() => isInFront(counter)).toBe(false);
  await photograph(browser.page, 'sign-in-choose');
  const clickedAt = performance.now();
  await account.click();
  await browser.page.getByText('you may close this window').waitFor();
  await counter.page.locator('[data-seat]').first().waitFor();
  const usableAfterMs = Math.round(performance.now() - clickedAt);
  console.log(`Chromium ${browser.version}: usable ${usableAfterMs} ms after the account was chosen`);
  await expect.poll(() => isInFront(counter)).toBe(true);
  await counter.page.locator('[data-connection="live"]').waitFor();
  await photograph(browser.page, 'sign-in-chromium');
  await photograph(counter.page, 'sign-in-usable');
  await photographDisplay(counter.app, 'sign-in-in-front');
  // Whoever goes back to that page, or takes its address, finds nobody there.
  await expect(browser.page.reload()).rejects.toThrow('ERR_CONNECTION_REFUSED');
});

test('shows the hall soon after the click', async () => {
  counter = await openCounter(world, { apiUrl: office.url });
  const took: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const clickedAt = performance.now();
    await signIn(counter, 'cashier@example.test');
    await counter.page.locator('[data-seat]').first().waitFor();
    took.push(Math.round(performance.now() - clickedAt));
    await openAccountMenu(counter.page, 'Sign out');
  }
  const [best = Infinity, , median] = took.toSorted((one, other) => one - other);
  console.log(`sign-in: hall ${median} ms after the click (median of 5, best ${best}, bar 1500)`);
  // A machine with other work takes longer; the best of five says what the program itself needs.
  expect(best).toBeLessThan(1_500);
});

test('shows the address to open by hand, and stops when asked', async () => {
  counter = await openCounter(world, { apiUrl: office.url });
  await counter.page.getByRole('button', { name: 'Sign in with Google' }).click();
  const address = await counter.page.locator('[data-sign-in-address]').textContent();
  expect(address).toContain(`${office.url}/api/auth/google/login?redirect_uri=http%3A%2F%2F127.0.0.1`);
  await photograph(counter.page, 'sign-in-in-browser');
  await counter.page.getByRole('button', { name: 'Stop' }).click();
  await counter.page.getByText('The sign-in was stopped').waitFor();
});

test('tells a customer that this is the counter and that the account can’t sell here', async () => {
  counter = await openCounter(world, { apiUrl: office.url });
  await signIn(counter, 'customer@example.test');
  await counter.page.getByRole('heading', { name: 'This is the counter' }).waitFor();
  expect(await counter.page.getByRole('main').textContent()).toContain('customer@example.test');
  expect(await counter.page.locator('[data-seat]').count()).toBe(0);
  await photograph(counter.page, 'customer');
  await counter.page.getByRole('button', { name: 'Sign out' }).click();
  await counter.page.getByRole('button', { name: 'Sign in with Google' }).waitFor();
});

test('says that a restart needs a new sign-in where the machine has no key store, and keeps its word', async () => {
  counter = await openCounter(world, { apiUrl: office.url });
  await signInToSell(counter, 'cashier@example.test');
  await counter.page.getByRole('button', { name: 'Account of' }).click();
  await counter.page.getByText('No key store on this machine').waitFor();
  await photograph(counter.page, 'account');
  await counter.close();
  counter = await openCounter(world, { apiUrl: office.url, home: counter.home });
  await counter.page.getByRole('button', { name: 'Sign in with Google' }).waitFor();
  const kept = await readdir(join(counter.home, 'profile'));
  expect(kept.filter((name) => name.startsWith('session.sealed'))).toEqual([]);
});

test('can be used within two seconds of its start', async () => {
  const times: number[] = [];
  for (let launch = 0; launch < 3; launch += 1) {
    counter = await openCounter(world, { apiUrl: office.url });
    times.push(Math.round(counter.usableAfterMs));
    if (launch < 2) await counter.close();
  }
  console.log(`window usable after ${times.join(', ')} ms on Electron ${world.electronVersion}`);
  // The best launch: other suites share the processors.
  expect(Math.min(...times)).toBeLessThan(2_000);
});

/** Whether the counter's window has the keyboard. */
function isInFront({ app }: Counter): Promise<boolean | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused());
}
