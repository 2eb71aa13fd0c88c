/** The scanner and the screen for the guest: one till, one guest with a phone, real keys with times of their own. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BoxOffice, openBoxOffice } from './harness/box-office.ts';
import { type Counter, openCounter, signInToSell } from './harness/counter.ts';
import { expectLook, openTomorrowsShow, takeSeats } from './harness/hall.ts';
import { handOf, press, scanOf } from './harness/keystrokes.ts';
import { onlineGuest, type OnlineGuest } from './harness/online-guest.ts';
import { photograph } from './harness/screenshots.ts';
import { openWorld, type World } from './harness/world.ts';

const chocolate = '5901234123457';
const settings = { FOYER_HOUSE: 'Lumen Cinema' };

let world: World;
let office: BoxOffice;
let counter: Counter;
let phone: OnlineGuest;
let page: Page;
let show: string;

beforeAll(async () => {
  [world, office] = await Promise.all([openWorld(), openBoxOffice()]);
  counter = await openCounter(world, { apiUrl: office.url, settings });
  page = counter.page;
  await signInToSell(counter, 'cashier@example.test');
  phone = await onlineGuest(office.url, 'customer@example.test');
  show = await openTomorrowsShow(page, '');
});
afterAll(async () => {
  await counter.close();
  await office.close();
  await world.close();
});

/** Other suites share the processors. */
const soon = { timeout: 20_000 };
const strip = () => page.getByRole('region', { name: 'Scanner' });
const lines = () => page.locator('.cart-line');
const guestPage = (): Page => {
  const guest = counter.app.windows().find((window) => window.url() === 'app://guest/guest.html');
  if (!guest) throw new Error('there is no guest screen');
  return guest;
};

test('a scan into the hall takes no seat, starts no number and presses nothing', async () => {
  await press(page, scanOf(chocolate));
  await strip().getByText('This code isn’t one of ours.').waitFor();
  expect([await lines().count(), await page.locator('.hall-count').count()]).toEqual([0, 0]);
  await photograph(page, 'scan-foreign');
  // At a pace that is nobody's, and far too short for a scan.
  await press(page, scanOf('12', 3));
  await expect.poll(() => lines().count(), soon).toBe(12);
  await page.keyboard.press('Escape');
  await expect.poll(() => lines().count(), soon).toBe(0);
});

test('a scan into a field leaves what was typed there, and its button unpressed', async () => {
  await page.keyboard.press('Shift+F11');
  const field = page.getByLabel('A guest’s code, or a booking’s reference');
  await field.and(page.locator(':focus')).waitFor();
  await press(page, handOf('typed with ten fingers 12'));
  await expect.poll(() => field.inputValue(), soon).toBe('typed with ten fingers 12');
  await photograph(page, 'code-typed');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Account of' }).click();
  await page.getByRole('menuitem', { name: 'My PIN…' }).click();
  const pin = page.getByLabel('4 to 8 digits');
  await pin.fill('42');
  await press(page, scanOf(chocolate));
  await page.getByText('This code isn’t one of ours.').waitFor();
  expect(await pin.inputValue()).toBe('42');
  // The same on a computer that hears of each key long after it was pressed, and of no Enter.
  await press(page, scanOf('8711327538481').slice(0, -1), 70);
  await page.getByText('The scanner didn’t press Enter').waitFor();
  expect(await pin.inputValue()).toBe('42');
  expect(await page.getByRole('dialog').count()).toBe(1);
  await page.keyboard.press('Escape');
});

test('opens the screen for the guest, which shows what plays and gives the keyboard back', async () => {
  const opened = counter.app.waitForEvent('window');
  await page.keyboard.press('F12');
  const guest = await opened;
  await guest.getByRole('heading', { name: 'Lumen Cinema' }).waitFor();
  await guest.getByRole('listitem').first().waitFor();
  await photograph(guest, 'guest-idle');
  expect(
    await guest.evaluate(() => [typeof window.foyer, Object.keys(window).filter((n) => /foyer/i.test(n))]),
  ).toEqual(['undefined', ['foyerGuest']]);
  expect(await guest.locator('button, input, a, [tabindex]').count()).toBe(0);
  const targets = [`${office.url}/livez`, 'app://foyer/index.html'];
  expect(await guest.evaluate(reach, targets)).toEqual(['refused', 'refused']);
  // It stayed where it was, and has its picture again when it is drawn anew.
  await guest.reload();
  expect(guest.url()).toBe('app://guest/guest.html');
  await guest.getByRole('heading', { name: 'Lumen Cinema' }).waitFor();
  await page.locator('[data-seat][tabindex="0"]').focus();
});

test('takes a guest’s hold over by its code in one step, before the guest’s eyes', async () => {
  const hold = await phone.hold(show, 3);
  const code = await phone.code(hold);
  await press(page, scanOf(code));
  await expect.poll(() => lines().count(), soon).toBe(3);
  for (const seat of hold.seats) await expectLook(page, seat, 'yours');
  await strip().getByText('the guest’s seats are in the cart').waitFor();
  const guest = guestPage();
  for (const seat of hold.seats)
    await guest.locator(`[data-guest-seat="${seat}"][data-look="yours"]`).waitFor();
  await guest.getByText('3 × Adult').waitFor();
  await photograph(page, 'hold-taken-over');
  await photograph(guest, 'guest-sale');
  await press(page, scanOf(await phone.code(await phone.hold(show, 1))));
  await strip().getByText('The cart is not empty.').waitFor();
  expect(await lines().count()).toBe(3);
  await page.keyboard.press('c');
  await guest.getByText('1 × Child').waitFor();
  const total = (await page.locator('.cart .total strong').textContent()) ?? '';
  await guest.locator('.guest-total').getByText(total, { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => lines().count(), soon).toBe(0);
  await guest.getByRole('heading', { name: 'Next shows' }).waitFor();
  await press(page, scanOf(code));
  await strip().getByText('This code is used up or too old.').waitFor();
});

test('shows the guest their seats and the sum after a sale, and the next one nothing of it', async () => {
  const [seat = ''] = await takeSeats(page, 2);
  await page.keyboard.press('F1');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sold' }).waitFor();
  const guest = guestPage();
  await guest.getByText('Thank you. Enjoy the film!').waitFor();
  await guest.getByRole('listitem').getByText(seat, { exact: true }).waitFor();
  expect(await guest.locator('body').textContent()).not.toContain('Casey');
  await photograph(guest, 'guest-sold');
  await page.keyboard.press('Enter');
  await guest.getByRole('heading', { name: 'Next shows' }).waitFor();
});

test('opens the booking of a ticket that is scanned, from any screen', async () => {
  const [ticket, reference] = await page.evaluate(async (apiUrl) => {
    const answer = await window.foyer.accessToken({ refused: null });
    const token = answer.ok && answer.value.kind === 'token' ? answer.value.token : '';
    const reply = await fetch(`${apiUrl}/api/bookings/me`, { headers: { authorization: `Bearer ${token}` } });
    const { bookings } = (await reply.json()) as {
      bookings: { reference: string; tickets: { qr: string }[] }[];
    };
    return [bookings[0]?.tickets[0]?.qr ?? '', bookings[0]?.reference ?? ''];
  }, office.url);
  await press(page, scanOf(ticket, 2));
  await page.locator(`[data-booking="${reference}"][aria-selected="true"]`).waitFor();
  await strip().getByText(`of booking ${reference}`).waitFor();
  await photograph(page, 'scan-ticket');
  await press(page, scanOf(ticket.slice(0, 40)));
  await strip().getByText('Part of the code is missing').waitFor();
  expect(await page.locator(`[data-booking="${reference}"][aria-selected="true"]`).count()).toBe(1);
});

test('wears the counter’s looks, and is open again where it was after a restart', async () => {
  await page.getByRole('button', { name: 'Sell' }).click();
  await takeSeats(page, 2);
  await page.getByRole('button', { name: 'Account of' }).click();
  await page.getByRole('menuitemradio', { name: 'Light' }).click();
  const guest = guestPage();
  await guest.locator('html[data-theme="light"]').waitFor();
  await photograph(guest, 'guest-sale-light');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await counter.app.evaluate(({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows();
    const [other] = windows.filter(({ title }) => title === 'Foyer for guests');
    const [own] = windows.filter(({ title }) => title !== 'Foyer for guests');
    other?.setBounds({ x: 100, y: 60, width: 800, height: 500 });
    own?.setBounds({ x: 40, y: 30, width: 1200, height: 800 });
  });
  await expect.poll(() => boundsOf(counter), soon).toEqual(expectedBounds);
  await counter.close();
  counter = await openCounter(world, { apiUrl: office.url, settings, home: counter.home });
  page = counter.page;
  await expect.poll(() => boundsOf(counter), soon).toEqual(expectedBounds);
});

/** What the guest's page gets of an address, by asking for it and by going there. */
function reach(addresses: readonly string[]): Promise<readonly string[]> {
  return Promise.all(
    addresses.map((address) => {
      window.location.href = address;
      return fetch(address).then(
        () => 'reached',
        () => 'refused',
      );
    }),
  );
}

const expectedBounds = [
  { x: 40, y: 30, width: 1200, height: 800 },
  { x: 100, y: 60, width: 800, height: 500 },
];

function boundsOf({ app }: Counter): Promise<unknown> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .map((window) => window.getBounds())
      .sort((one, other) => one.x - other.x),
  );
}
