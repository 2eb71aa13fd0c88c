/** A door: guests come in once, by scanner and by hand, and go on coming in while the server is away. */
import type { Booking } from '@foyer/shared/http/bookings';
import type { ShowtimeId } from '@foyer/shared/ids';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type BoxOffice, openBoxOffice } from './harness/box-office.ts';
import { type Counter, openCounter, signInToSell } from './harness/counter.ts';
import { admissionsOf, letInElsewhere, playNow, sellBeside } from './harness/doors.ts';
import { press, scanOf } from './harness/keystrokes.ts';
import { findFaults, findUnreachable } from './harness/reading.ts';
import { photograph, photographWindow } from './harness/screenshots.ts';
import { typeText } from './harness/type-text.ts';
import { openWorld, type World } from './harness/world.ts';

let world: World;
let office: BoxOffice;
let counter: Counter;
let page: Page;
let show: ShowtimeId;
let other: ShowtimeId;
let party: Booking;

beforeAll(async () => {
  [world, office] = await Promise.all([openWorld(), openBoxOffice()]);
  [show, other] = await playNow(office);
  counter = await openCounter(world, { apiUrl: office.url });
  ({ page } = counter);
  await counter.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800),
  );
  await expectWidth(1280);
  await signInToSell(counter, 'manager@example.test');
  party = await sellBeside(page, office, { show, count: 2, guest: 'Zoë Quist' });
});
afterAll(async () => {
  await counter.close();
  await office.close();
  await world.close();
});

/** Other suites share the processors. */
const soon = { timeout: 20_000 };
const answer = () => page.getByRole('region', { name: 'Answer' });
const codeOf = ({ tickets }: Booking, index = 0): string => tickets[index]?.qr ?? '';
const scan = (code: string): Promise<void> => press(page, scanOf(code));

async function expectAnswer(tone: string, ...words: readonly string[]): Promise<void> {
  await page
    .locator(`.door-answer[data-tone="${tone}"][aria-busy="false"]`, { hasText: words[0] ?? '' })
    .waitFor(soon);
  for (const word of words) await answer().getByText(word).first().waitFor(soon);
}

test('opens by its key, with the show that is about to start, and lets the first of a party in', async () => {
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Shift+F7');
  await page.getByRole('heading', { name: 'Door' }).waitFor();
  const [first = '', second = ''] = party.seats;
  await page.locator(`[data-door-row="${first}"]`).waitFor();
  await photograph(page, 'door-open');
  await scan(codeOf(party));
  await expectAnswer('in', 'Come in', `Seat ${first}`, `1 of 2 are in; ${second} still missing.`);
  await expect.poll(() => page.locator('.sheet-sum').textContent(), soon).toBe('1of 2 are in');
  await photograph(page, 'door-in');
});

test('says why not: already in, another show, refunded, no ticket', async () => {
  await scan(codeOf(party));
  await expectAnswer('out', 'Already in', 'by Mara Manager');
  await photograph(page, 'door-again');
  await scan(codeOf(await sellBeside(page, office, { show: other, count: 1 })));
  await expectAnswer('elsewhere', 'Another show', 'Hall');
  await photograph(page, 'door-elsewhere');
  const returned = await sellBeside(page, office, { show, count: 1 });
  await refund(returned);
  await scan(codeOf(returned));
  await expectAnswer('out', 'Refunded', 'To the counter.');
  await scan('5901234123457');
  await expectAnswer('out', 'Not a ticket');
});

test('finds a guest by name, undoes an admission with its reason, and lets in by hand', async () => {
  const [first = ''] = party.seats;
  await page.keyboard.press('/');
  await typeText(page, 'zoë');
  await expect.poll(() => page.locator('[data-door-row]').count(), soon).toBe(2);
  await page.keyboard.press('Control+a');
  await typeText(page, first);
  await expect.poll(() => page.locator('[data-door-row]').count(), soon).toBe(1);
  await page.keyboard.press('Enter');
  await page.locator(`[data-door-row="${first}"]:focus`).waitFor();
  await page.keyboard.press('u');
  await page.getByLabel('Why').waitFor();
  expect(await findFaults(page)).toEqual([]);
  await typeText(page, 'Wrong door');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Let ${first} in` }).waitFor(soon);
  await page.locator(`[data-door-row="${first}"]:focus`).waitFor();
  await page.keyboard.press('l');
  await expectAnswer('in', 'Come in', `Seat ${first}`);
  expect(await admissionsOf(office, party)).toEqual({ [first]: 1 });
});

test('goes by its list while the server is away, and tells it everything once it is back', async () => {
  const [first = '', second = ''] = party.seats;
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  const twice = await sellBeside(page, office, { show, count: 1 });
  await page.locator(`[data-door-row="${twice.seats[0]}"]`).waitFor(soon);
  await office.stopApi();
  await answer().getByText('Going by the list: the server is away.').waitFor(soon);
  await scan(codeOf(party, 1));
  await expectAnswer(
    'in',
    'Come in',
    `Seat ${second}`,
    'All 2 of the party are in.',
    'told to the server later',
  );
  await page.getByText('Not told to the server yet: 1.').waitFor();
  expect(await findFaults(page)).toEqual([]);
  await photograph(page, 'door-away');
  await wear('light');
  await photograph(page, 'door-away-light');
  await wear('dark');
  await scan(codeOf(party, 1));
  await expectAnswer('out', 'Already in');
  await setTextSize(200);
  expect(await findUnreachable(page)).toEqual([]);
  await photographWindow(counter.app, 'door-200');
  await setTextSize(100);
  await scan(codeOf(twice));
  await expectAnswer('in', 'Come in', `Seat ${twice.seats[0]}`);
  await letInElsewhere(office, twice);
  await office.startApi();
  await page.getByText('Told to the server: 1. Not taken: 1.').waitFor(soon);
  const troubles = page.getByRole('region', { name: 'Let in without the server' });
  await troubles.getByText('Two guests are in on one ticket').waitFor();
  await photograph(page, 'door-back');
  expect(await findFaults(page)).toEqual([]);
  await troubles.getByRole('button', { name: 'Dealt with' }).press('Enter');
  await troubles.waitFor({ state: 'detached' });
  expect(await admissionsOf(office, party)).toEqual({ [first]: 1, [second]: 1 });
  expect(await admissionsOf(office, twice)).toEqual({ [twice.seats[0] ?? '']: 1 });
  await scan(codeOf(party, 1));
  await expectAnswer('out', 'Already in');
  await page.keyboard.press('Shift+F7');
  await page.locator('[data-seat]').first().waitFor();
});

async function refund({ id }: Booking): Promise<void> {
  await page.evaluate(
    async ([apiUrl, booking, key]) => {
      const answer = await window.foyer.accessToken({ refused: null });
      const token = answer.ok && answer.value.kind === 'token' ? answer.value.token : '';
      await fetch(`${apiUrl}/api/bookings/${booking}/refunds`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify({ reason: 'ill' }),
      });
    },
    [office.url, id, crypto.randomUUID()] as const,
  );
}

async function wear(theme: string): Promise<void> {
  await page.evaluate((name) => {
    document.documentElement.dataset['theme'] = name;
  }, theme);
}

/** By keys, as anywhere in the program. */
async function setTextSize(percent: 100 | 200): Promise<void> {
  await page.keyboard.press('Control+0');
  for (let step = 0; step < (percent === 200 ? 5 : 0); step += 1) await page.keyboard.press('Control+=');
  await expectWidth(128_000 / percent);
}

async function expectWidth(width: number): Promise<void> {
  await vi.waitFor(async () => expect(await page.evaluate(() => innerWidth)).toBe(width), soon);
}
