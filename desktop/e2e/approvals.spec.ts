import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTomorrowsShow, takeSeats } from './harness/hall.ts';
import { photograph } from './harness/screenshots.ts';
import { openTwoCounters, type TwoCounters } from './harness/two-counters.ts';
import { typeText } from './harness/type-text.ts';

let counters: TwoCounters;
let cashier: Page;
let manager: Page;

beforeAll(async () => {
  // Whatever a cashier gives back is above this.
  counters = await openTwoCounters({ REFUND_LIMIT: '100' });
  cashier = counters.cashier.page;
  manager = counters.manager.page;
  await openTomorrowsShow(cashier, '');
});
afterAll(() => counters.close());

const bar = () => manager.getByRole('region', { name: 'Somebody asks for your approval' });
const box = () => cashier.getByRole('region', { name: 'Approval' });

/** Sells the seats under the cursor for cash and goes on to the next guest. */
async function sell(count: number): Promise<readonly string[]> {
  await cashier.getByRole('button', { name: 'Sell', exact: true }).click();
  const seats = await takeSeats(cashier, count);
  await cashier.keyboard.press('F1');
  await cashier.keyboard.press('Enter');
  await cashier.getByRole('button', { name: 'Next guest' }).and(cashier.locator(':focus')).waitFor();
  await cashier.keyboard.press('Enter');
  return seats;
}

/** Opens the newest sale and begins to give it back, by keyboard from its button on. */
async function begin(name: string, act: RegExp): Promise<void> {
  await cashier.getByRole('button', { name: 'Bookings' }).click();
  const booking = cashier.locator('[data-booking]').first();
  await booking.getByText('Booked').waitFor();
  await booking.click();
  await cashier.getByRole('button', { name }).focus();
  await cashier.keyboard.press('Enter');
  await cashier.getByRole('button', { name: act }).focus();
  await cashier.keyboard.press('Enter');
  await box().getByRole('button', { name: 'Ask a manager' }).and(cashier.locator(':focus')).waitFor();
}

async function ask(): Promise<void> {
  await cashier.keyboard.press('Enter');
  await box().getByText('Waiting for a manager').waitFor();
  await bar().waitFor();
}

/** Presses until the request has been on screen for long enough to be read, and is decided. */
async function decide(key: 'F8' | 'F9'): Promise<void> {
  await expect
    .poll(
      async () => {
        if ((await bar().count()) > 0) await manager.keyboard.press(key);
        return bar().count();
      },
      { timeout: 10_000 },
    )
    .toBe(0);
}

test('refunds above the limit once a manager, who goes on selling, has granted it by one key', async () => {
  const seats = await sell(3);
  await manager.locator('.seat-map [tabindex="0"]').focus();
  await begin('Refund…', /^Give .* back in cash$/);
  await photograph(cashier, 'approval-needed');
  await ask();
  await photograph(cashier, 'approval-waiting');
  await cashier.getByRole('button', { name: 'Sell', exact: true }).click();
  const chip = cashier.getByRole('button', { name: /^Request waiting: refund/ });
  await chip.waitFor();
  await photograph(cashier, 'approval-chip');
  await chip.click();
  await box().getByText('Waiting for a manager').waitFor();
  expect(await bar().textContent()).toMatch(
    /Casey Cashier.*Refund .* · .*–.* · .*“Guest changed their mind”/,
  );
  expect(await manager.evaluate('document.activeElement.hasAttribute("data-seat")')).toBe(true);
  await photograph(manager, 'approval-asked');
  await decide('F8');
  await manager.getByText(/^You granted: Refund/).waitFor();
  await photograph(manager, 'approval-granted');
  const booking = cashier.locator('[data-booking]').first();
  await booking.getByText('Refunded').waitFor();
  await box().waitFor({ state: 'detached' });
  await photograph(cashier, 'approval-refunded');
  expect(seats).toHaveLength(3);
});

test('says who refused a refund and why, and refunds nothing', async () => {
  await sell(2);
  await begin('Refund…', /^Give .* back in cash$/);
  await ask();
  await manager.keyboard.press('F7');
  await typeText(manager, 'Only until the show begins');
  await photograph(manager, 'approval-note');
  await decide('F9');
  await box().getByText('Mara Manager has refused it').waitFor();
  await box().getByText('Only until the show begins').waitFor();
  await photograph(cashier, 'approval-refused');
  expect(await manager.evaluate('document.activeElement.hasAttribute("data-seat")')).toBe(true);
  await cashier.keyboard.press('Escape');
  await cashier.getByRole('button', { name: /^Give .* back in cash$/ }).waitFor();
  await cashier.keyboard.press('Escape');
  await cashier.locator('[data-booking]').first().getByText('Booked').waitFor();
});

test('takes a request back, which leaves the manager’s screen with a word', async () => {
  await begin('Take the sale back…', /^Take the sale of .* back$/);
  await ask();
  await photograph(manager, 'approval-void');
  await cashier.keyboard.press('Escape');
  await bar().waitFor({ state: 'detached' });
  const word = manager.getByText(/^Casey Cashier took this back:/);
  await word.waitFor();
  expect(await word.textContent()).toContain('Take back a sale of');
  await photograph(manager, 'approval-withdrawn');
});

test('takes a fresh sale back as a whole', async () => {
  await cashier.getByRole('button', { name: /^Take the sale of .* back$/ }).focus();
  await cashier.keyboard.press('Enter');
  await box().getByRole('button', { name: 'Ask a manager' }).and(cashier.locator(':focus')).waitFor();
  await ask();
  await decide('F8');
  await cashier.locator('[data-booking]').first().getByText('Refunded').waitFor();
  expect(await cashier.getByRole('button', { name: 'Take the sale back…' }).count()).toBe(0);
});

test('gives back what was granted while another guest is served, and says how much to give', async () => {
  await sell(1);
  await begin('Refund…', /^Give .* back in cash$/);
  await ask();
  await cashier.getByRole('button', { name: 'Sell', exact: true }).click();
  await decide('F8');
  const chip = cashier.getByRole('button', { name: /^Give .* back in cash: / });
  await chip.waitFor();
  await photograph(cashier, 'approval-granted-elsewhere');
  await chip.click();
  await cashier.getByRole('row', { selected: true }).getByText('Refunded').waitFor();
  expect(await chip.count()).toBe(0);
});

test('gives a seat away by a manager’s grant, with the list’s price beside it', async () => {
  await cashier.getByRole('button', { name: 'Sell', exact: true }).click();
  await takeSeats(cashier, 2);
  await cashier.keyboard.press('F2');
  const form = cashier.getByRole('region', { name: 'Other price' });
  await form.getByLabel('Reason, for the audit').fill('Press');
  await photograph(cashier, 'approval-price');
  await cashier.keyboard.press('Enter');
  expect(await cashier.locator('.cart-line s').count()).toBe(2);
  await photograph(cashier, 'approval-comp');
  await cashier.keyboard.press('F1');
  await cashier.keyboard.press('Enter');
  await box().getByRole('button', { name: 'Ask a manager' }).and(cashier.locator(':focus')).waitFor();
  await photograph(cashier, 'approval-comp-needed');
  await ask();
  await photograph(manager, 'approval-comp-asked');
  await cashier.getByRole('button', { name: 'Bookings' }).click();
  await decide('F8');
  await cashier.locator('[data-booking]').first().getByText('€0.00').waitFor();
  await cashier.getByRole('button', { name: 'Sell', exact: true }).click();
  await cashier.getByRole('button', { name: 'Next guest' }).and(cashier.locator(':focus')).waitFor();
  await photograph(cashier, 'approval-comp-sold');
});
