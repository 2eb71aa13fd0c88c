import { signIn as signInOverHttp } from '@foyer/tools/sign-in/sign-in';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BoxOffice, openBoxOffice } from './harness/box-office.ts';
import { type Counter, openCounter, openPair, signIn, signInToSell } from './harness/counter.ts';
import { openTomorrowsShow, takeSeats } from './harness/hall.ts';
import { photograph } from './harness/screenshots.ts';
import { typeText } from './harness/type-text.ts';
import { openWorld, type World } from './harness/world.ts';

let world: World;
let office: BoxOffice;
let manager: Counter;
let till: Counter;

/** The customer has no demo role here: theirs comes by invitation. */
const demoRoles = [
  'admin@example.test=ADMIN',
  'manager@example.test=MANAGER',
  'cashier@example.test=CASHIER',
];

beforeAll(async () => {
  [world, office] = await Promise.all([openWorld(), openBoxOffice({ DEMO_ROLES: demoRoles.join(',') })]);
  for (const who of ['admin', 'cashier']) await signInOverHttp(office.url, `${who}@example.test`);
  [manager, till] = await openPair(world, { apiUrl: office.url });
  await signInToSell(manager, 'manager@example.test');
});
afterAll(async () => {
  await manager.close();
  await till.close();
  await office.close();
  await world.close();
});

/** How many people the list shows, once the server has answered. */
async function expectPeople(count: number): Promise<void> {
  const rows = manager.page.locator('[data-person]');
  await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(count);
}

const personOf = (email: string) => manager.page.locator(`[data-person="${email}"]`);

test('shows a manager who works here, and goes through the list by keyboard', async () => {
  const { page } = manager;
  await page.getByRole('button', { name: 'People' }).click();
  await page.getByRole('row', { selected: true }).and(page.locator(':focus')).waitFor();
  expect(
    await page.locator('[data-person]').evaluateAll((rows) => rows.map((row) => row.dataset['person'])),
  ).toEqual(['admin@example.test', 'cashier@example.test', 'manager@example.test']);
  await page.getByText('Only an administrator can change this person.').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('heading', { name: 'Casey Cashier' }).waitFor();
  await photograph(page, 'people');
});

test('invites by keyboard, and the invited person sells at once', async () => {
  const { page } = manager;
  await page.getByRole('button', { name: 'Invite…' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Address of their Google account').and(page.locator(':focus')).waitFor();
  await photograph(page, 'people-invite');
  await typeText(page, 'Customer@example.test');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Withdraw the invitation' }).waitFor();
  await page.getByText('This house sends no mail').waitFor();
  await personOf('customer@example.test').getByText('Invited').waitFor();
  await photograph(page, 'people-invited');
  await signInToSell(till, 'customer@example.test');
  expect(await till.page.getByRole('button', { name: 'Account of' }).textContent()).toContain('Cashier');
  // By itself the list looks again after a quarter of a minute.
  await page.getByRole('button', { name: 'Sell', exact: true }).click();
  await page.getByRole('button', { name: 'People' }).click();
  await personOf('customer@example.test').getByText('Active').waitFor();
});

test('withdraws an invitation', async () => {
  const { page } = manager;
  await page.getByRole('button', { name: 'Invite…' }).click();
  await page.getByLabel('Address of their Google account').fill('nobody@example.test');
  await page.getByRole('button', { name: 'Invite as a cashier' }).click();
  await page.getByRole('button', { name: 'Withdraw the invitation' }).click();
  await personOf('nobody@example.test').waitFor({ state: 'detached' });
  expect(await personOf('customer@example.test').count()).toBe(1);
});

test('finds somebody by a beginning and changes their role', async () => {
  const { page } = manager;
  await page.getByRole('button', { name: 'Who' }).click();
  await page.getByRole('option', { name: 'Everybody', exact: true }).click();
  await page.getByRole('searchbox').fill('cle');
  await expectPeople(1);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Change role…' }).click();
  await page.getByRole('region', { name: 'Change role' }).locator('.choice-button').click();
  expect(await page.getByRole('option').allTextContents()).toEqual(['Customer', 'Cashier']);
  await page.getByRole('option', { name: 'Customer' }).click();
  await page.getByLabel('Reason, for the audit').fill('helps out at weekends only');
  await photograph(page, 'people-role');
  await page.keyboard.press('Enter');
  await personOf('customer@example.test').getByText('Customer', { exact: true }).waitFor();
  await page.getByRole('row', { selected: true }).and(page.locator(':focus')).waitFor();
});

test('tells a till whose cashier is none any more so at the first refusal', async () => {
  await openTomorrowsShow(till.page, '');
  await takeSeats(till.page, 1);
  await till.page.keyboard.press('F1');
  await till.page.keyboard.press('Enter');
  await till.page.getByRole('heading', { name: 'This is the counter' }).waitFor();
  expect(await till.page.locator('[data-seat]').count()).toBe(0);
  await photograph(till.page, 'counter-not-allowed');
});

test('disables somebody, who is told so at the next sign-in, and lets them in again', async () => {
  const { page } = manager;
  await page.getByRole('searchbox').fill('casey');
  await page.getByRole('heading', { name: 'Casey Cashier' }).waitFor();
  await page.getByRole('button', { name: 'Disable…' }).click();
  await typeText(page, 'Left the house');
  await photograph(page, 'people-disable');
  await page.keyboard.press('Enter');
  await personOf('cashier@example.test').getByText('Disabled').waitFor();
  await photograph(page, 'people-disabled');
  await till.close();
  till = await openCounter(world, { apiUrl: office.url });
  await signIn(till, 'cashier@example.test');
  await till.page.getByText('This account is disabled.').waitFor();
  await photograph(till.page, 'sign-in-disabled');
  await page.getByRole('button', { name: 'Let Casey Cashier in again' }).click();
  await personOf('cashier@example.test').getByText('Active').waitFor();
  await signInToSell(till, 'cashier@example.test');
  expect(await till.page.getByRole('button', { name: 'People' }).count()).toBe(0);
});

test('fits into the smallest window', async () => {
  const { app, page } = manager;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700));
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(1024);
  await page.getByRole('searchbox').fill('');
  await expectPeople(4);
  const cut = await page
    .locator('.sheet-head, .sheet-scroll, .details')
    .evaluateAll((parts) =>
      parts
        .filter((part) => part.scrollWidth > part.clientWidth)
        .map((part) => part.getAttribute('class') ?? ''),
    );
  expect(cut).toEqual([]);
  await photograph(page, 'people-small');
});

test('lets an administrator hand out and erase what is kept about somebody', async () => {
  await till.close();
  till = await openCounter(world, { apiUrl: office.url });
  await signInToSell(till, 'admin@example.test');
  const { page } = till;
  await page.getByRole('button', { name: 'People' }).click();
  await page.getByRole('searchbox').fill('casey');
  await page.getByRole('heading', { name: 'Casey Cashier' }).waitFor();
  await page.getByRole('button', { name: 'Export data' }).click();
  const kept = page.getByLabel('Everything that is kept about Casey Cashier');
  await expect.poll(() => kept.inputValue(), { timeout: 10_000 }).toContain('cashier@example.test');
  await photograph(page, 'people-export');
  await page.getByRole('button', { name: 'Close the export' }).click();
  await page.getByRole('button', { name: 'Erase…' }).click();
  await typeText(page, 'asked by letter');
  await photograph(page, 'people-erase');
  await page.keyboard.press('Enter');
  await page.locator('[data-person="cashier@example.test"]').waitFor({ state: 'detached' });
  const back = page.getByRole('button', { name: 'Back to the list' });
  await back.and(page.locator(':focus')).waitFor();
  await photograph(page, 'people-erased');
  await page.keyboard.press('Enter');
  await back.waitFor({ state: 'detached' });
});
