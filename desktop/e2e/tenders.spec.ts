/** Money at the counter, by keyboard alone: on the real API and a card terminal that keeps its own books. */
import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type BoxOffice, openBoxOffice } from './harness/box-office.ts';
import { cardTerminal } from './harness/card-terminal.ts';
import { type Counter, openCounter, signInToSell } from './harness/counter.ts';
import { expectLook, openTomorrowsShow, takeSeats } from './harness/hall.ts';
import { photograph } from './harness/screenshots.ts';
import { openWorld, type World } from './harness/world.ts';

const terminalId = `tenders-${randomBytes(4).toString('hex')}`;
const terminal = cardTerminal(inject('terminalControlUrl'), terminalId);
let world: World;
let office: BoxOffice;
let counter: Counter;

beforeAll(async () => {
  world = await openWorld();
  // A guest who takes longer than this leaves the server without an answer, as a broken line does.
  office = await openBoxOffice({ CARD_TERMINAL_ID: terminalId, CARD_TERMINAL_PAYMENT_SECONDS: '4' });
  counter = await openCounter(world, { apiUrl: office.url });
  await signInToSell(counter, 'cashier@example.test');
  await openTomorrowsShow(counter.page, '');
  await newlyCaptured();
});
afterAll(async () => {
  await counter.close();
  await office.close();
  await world.close();
});

test('says the change of what was typed, and sells once however often Enter is pressed', async () => {
  const { page } = counter;
  await takeSeats(page, 1);
  await page.keyboard.press('F1');
  await page.keyboard.type('50');
  await page.getByRole('button', { name: /^Take €50\.00, €[\d.]+ back/ }).waitFor();
  await photograph(page, 'cash-given');
  const due = await amountOf(page);
  const sent = countSent(page, '/bookings/confirm');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.locator('.receipt-back strong', { hasText: `€${(50 - due).toFixed(2)}` }).waitFor();
  await photograph(page, 'cash-change');
  expect(sent()).toBe(1);
});

test('sells by card, once', async () => {
  const { page } = counter;
  await nextGuest(page);
  await takeSeats(page, 2);
  const due = await amountOf(page);
  const sent = countSent(page, '/api/bookings');
  await page.keyboard.press('F10');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await sold(page);
  await page.getByText('Card …1111').waitFor();
  await photograph(page, 'card-sold');
  expect(sent()).toBe(1);
  expect(await newlyCaptured()).toEqual([due]);
});

test('keeps the seats where a card is declined, and takes cash instead', async () => {
  const { page } = counter;
  await nextGuest(page);
  const [seat = ''] = await takeSeats(page, 1);
  await terminal.order('decline');
  await page.keyboard.press('F10');
  await page.keyboard.press('Enter');
  await stage(page, 'choose');
  await page.getByText('The card has not paid').waitFor();
  await expectLook(page, seat, 'yours');
  await photograph(page, 'card-declined');
  await page.evaluate("document.documentElement.dataset.theme = 'light'");
  await photograph(page, 'card-declined-light');
  await page.evaluate("document.documentElement.dataset.theme = 'dark'");
  await page.keyboard.press('F1');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await sold(page);
  await page.getByText(/^Change from €/).waitFor();
  expect(await newlyCaptured()).toEqual([]);
});

test('splits a sum into cash and card, and takes a part back before', async () => {
  const { page } = counter;
  await nextGuest(page);
  await takeSeats(page, 2);
  const due = await amountOf(page);
  await page.keyboard.press('F1');
  for (const part of ['7', '5']) {
    await page.keyboard.type(part);
    await page.keyboard.press('Enter');
    await expect.poll(() => amountOf(page)).toBe(due - Number(part));
    if (part === '7') await page.keyboard.press('Backspace');
  }
  await photograph(page, 'split-laid');
  await terminal.order('wait');
  await page.keyboard.press('F10');
  await page.keyboard.press('Enter');
  await page.getByText('Keep the €5.00 in cash aside').waitFor();
  await stage(page, 'waiting');
  await photograph(page, 'card-waiting');
  await terminal.press('approve');
  await sold(page);
  await photograph(page, 'split-sold');
  expect(await newlyCaptured()).toEqual([due - 5]);
});

test('gives the seats back where the guest leaves before the card has paid', async () => {
  const { page } = counter;
  await nextGuest(page);
  const [seat = ''] = await takeSeats(page, 1);
  await terminal.order('wait');
  await page.keyboard.press('F10');
  await page.keyboard.press('Enter');
  await stage(page, 'waiting');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await stage(page, 'ended');
  await photograph(page, 'card-stopped');
  await page.keyboard.press('Enter');
  await expectLook(page, seat, 'free');
  expect(await newlyCaptured()).toEqual([]);
});

test('asks on where the line breaks and the program is killed, until the truth is known', async () => {
  const { page } = counter;
  await takeSeats(page, 1);
  await terminal.order('wait');
  await page.keyboard.press('F10');
  await page.keyboard.press('Enter');
  await stage(page, 'asking');
  await page.getByText('Do not charge again').waitFor();
  await photograph(page, 'card-asking');
  const closed = counter.app.waitForEvent('close');
  counter.app.process().kill('SIGKILL');
  await closed;
  counter = await openCounter(world, { apiUrl: office.url, home: counter.home });
  await signInToSell(counter, 'cashier@example.test');
  await stage(counter.page, 'asking');
  await photograph(counter.page, 'card-asking-again');
  await terminal.press('approve');
  await sold(counter.page);
  await photograph(counter.page, 'card-truth');
  expect(await newlyCaptured()).toHaveLength(1);
});

async function stage(page: Page, name: string): Promise<void> {
  await page.locator(`.owed[data-stage="${name}"]`).waitFor({ timeout: 20_000 });
}

async function sold(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Sold' }).waitFor({ timeout: 20_000 });
}

async function nextGuest(page: Page): Promise<void> {
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Nothing in the cart' }).waitFor();
}

/** What is due, in major units. */
async function amountOf(page: Page): Promise<number> {
  return Number(((await page.locator('.due .total strong').textContent()) ?? '').replace('€', ''));
}

/** How many requests to such an address the window makes from now on. */
function countSent(page: Page, ending: string): () => number {
  let count = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith(ending)) count += 1;
  });
  return () => count;
}

let known = 0;

/** What guests have paid since this was asked last, in major units, by the terminal's own books. */
async function newlyCaptured(): Promise<readonly number[]> {
  const { payments } = await terminal.ledger();
  const all = payments
    .filter(({ state }) => state === 'CAPTURED')
    .map(({ amountMinor }) => amountMinor / 100);
  const fresh = all.slice(known);
  known = all.length;
  return fresh;
}
