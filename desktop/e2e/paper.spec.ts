/** Paper at the counter, on a printer that keeps every byte: what comes out, and what is said when it doesn't. */
import { codesOf, type Token } from '@foyer/tools/doubles/printer/escpos-reader';
import { PrinterDouble } from '@foyer/tools/doubles/printer-double';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BoxOffice, openBoxOffice } from './harness/box-office.ts';
import { type Counter, openCounter, signInToSell } from './harness/counter.ts';
import { openTomorrowsShow, takeSeats } from './harness/hall.ts';
import { photograph } from './harness/screenshots.ts';
import { openWorld, type World } from './harness/world.ts';

let world: World;
let office: BoxOffice;
let printer: PrinterDouble;
let counter: Counter;

beforeAll(async () => {
  world = await openWorld();
  office = await openBoxOffice();
  printer = await PrinterDouble.start();
  counter = await openAtPrinter();
  await signInToSell(counter, 'cashier@example.test');
  await openTomorrowsShow(counter.page, '');
});
afterAll(async () => {
  await counter.close();
  await printer.unplug();
  await office.close();
  await world.close();
});

test('opens the drawer and prints receipt and tickets, each with its signed code', async () => {
  const { page } = counter;
  await chip(page, 'idle').waitFor();
  const seats = await takeSeats(page, 2);
  const reference = await sellForCash(page);
  await expect.poll(() => printer.papers.length, { timeout: 10_000 }).toBe(3);
  const [receipt = '', ...slips] = printer.papers;
  expect(receipt).toContain(reference);
  expect(receipt).toContain('Kanal-Lichtspiele');
  expect(slips.map((slip) => /Seat (\S+)/.exec(slip)?.[1])).toEqual(seats);
  const codes = codesOf(printer.tokens).map((code) => code.split(':'));
  expect(codes.map(([kind, booking, , seat]) => [kind, booking, seat])).toEqual(
    seats.map((seat) => ['FOYER1', reference, seat]),
  );
  expect(printer.tokens.map(nameOf).indexOf('ESC p')).toBe(0);
  await chip(page, 'idle').waitFor();
  await photograph(page, 'printed');
  await page.keyboard.press('Enter');
});

test('sells while the printer is unplugged, says so, and prints by itself once it is back', async () => {
  const { page } = counter;
  await printer.unplug();
  await takeSeats(page, 1);
  const reference = await sellForCash(page);
  await page.getByText('1 print waits: the printer can’t be reached').waitFor();
  await photograph(page, 'printer-unplugged');
  await page.keyboard.press('Enter');
  expect(codesFor(reference)).toHaveLength(0);
  await printer.plug();
  await expect.poll(() => codesFor(reference).length, { timeout: 40_000 }).toBe(1);
  await chip(page, 'idle').waitFor();
});

test('opens the drawer while there is no paper, and prints at once when somebody has put some in', async () => {
  const { page } = counter;
  const { kicks } = printer;
  printer.behave({ state: 'paper-out' });
  await takeSeats(page, 1);
  const reference = await sellForCash(page);
  await page.getByText('1 print waits: the printer is out of paper').waitFor();
  await page.keyboard.press('Enter');
  await chip(page, 'waiting').click();
  await photograph(page, 'printer-out-of-paper');
  expect(codesFor(reference)).toHaveLength(0);
  printer.behave({ state: 'ready' });
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect.poll(() => codesFor(reference).length, { timeout: 10_000 }).toBe(1);
  expect(printer.kicks).toBe(kicks + 1);
  await page.getByRole('region', { name: 'Printer' }).getByRole('button', { name: 'Close' }).click();
});

test('asks whether tickets came out when the printer broke off, and leaves the drawer shut on the second run', async () => {
  const { page } = counter;
  const kicks = printer.kicks;
  printer.behave({ hangsUpAfter: 400 });
  await takeSeats(page, 1);
  const reference = await sellForCash(page);
  await page.getByText(`Did the tickets of ${reference} come out whole?`).waitFor();
  await photograph(page, 'printer-unsure');
  await page.keyboard.press('Enter');
  printer.behave({ hangsUpAfter: null });
  await page.keyboard.press('F4');
  await expect.poll(() => codesFor(reference).length, { timeout: 10_000 }).toBe(1);
  await chip(page, 'idle').waitFor();
  expect(printer.kicks).toBe(kicks + 1);
});

test('prints once what was sold before the program was killed', async () => {
  await printer.unplug();
  await takeSeats(counter.page, 1);
  const reference = await sellForCash(counter.page);
  await chip(counter.page, 'waiting').waitFor();
  await kill();
  await printer.plug();
  counter = await openAtPrinter(counter.home);
  await expect.poll(() => codesFor(reference).length, { timeout: 10_000 }).toBe(1);
  await signInToSell(counter, 'cashier@example.test');
  await chip(counter.page, 'idle').waitFor();
  expect(codesFor(reference)).toHaveLength(1);
});

test('says after being killed in the middle of a sale that it stands, and prints its tickets', async () => {
  const [seat = ''] = await payUnheard(sendOn);
  await kill();
  counter = await openAtPrinter(counter.home);
  await signInToSell(counter, 'cashier@example.test');
  const strip = counter.page.locator('[data-open-sale="sold"]');
  await strip.waitFor();
  const words = (await strip.textContent()) ?? '';
  expect(words).toContain(`in the middle of selling ${seat}`);
  await photograph(counter.page, 'sale-of-before');
  const reference = /stands: (\S+),/.exec(words)?.[1] ?? '';
  await expect.poll(() => codesFor(reference).length, { timeout: 10_000 }).toBe(1);
  await counter.page.getByRole('button', { name: 'Understood' }).click();
});

test('says after being killed before the server heard of it that nothing was sold', async () => {
  const papers = printer.papers.length;
  const [seat = ''] = await payUnheard(() => Promise.resolve());
  await kill();
  counter = await openAtPrinter(counter.home);
  await signInToSell(counter, 'cashier@example.test');
  await counter.page.getByText(`in the middle of selling ${seat}. The sale was not made`).waitFor();
  await counter.page.getByRole('button', { name: 'Understood' }).click();
  expect(printer.papers).toHaveLength(papers);
});

test('prints copies that say so, from the bookings, after a look at them', async () => {
  const { page } = counter;
  const { kicks, papers } = printer;
  await page.getByRole('button', { name: 'Bookings' }).click();
  await page.getByRole('button', { name: 'Print again…' }).click();
  const picture = page.getByRole('img', { name: /^Receipt and tickets of/ });
  await picture.waitFor();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  await photograph(page, 'reprint');
  await page.getByRole('button', { name: 'Print the copies' }).click();
  await expect.poll(() => printer.papers.length, { timeout: 10_000 }).toBe(papers.length + 2);
  expect(printer.papers.slice(-2).every((paper) => /COPY[^]*Badly printed/.test(paper))).toBe(true);
  expect(printer.kicks).toBe(kicks);
});

function openAtPrinter(home?: string): Promise<Counter> {
  const settings = {
    FOYER_PRINTER: printer.address,
    FOYER_DRAWER: 'on',
    FOYER_HOUSE: 'Kanal-Lichtspiele',
  };
  return openCounter(world, { apiUrl: office.url, settings, ...(home === undefined ? {} : { home }) });
}

/** What the cart holds; answers the booking's reference. */
async function sellForCash(page: Page): Promise<string> {
  await page.keyboard.press('F1');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sold' }).waitFor();
  return (await page.locator('.receipt-reference').textContent()) ?? '';
}

/** Pays for a seat of tomorrow's, and keeps the server's answer from the window; answers the seat. */
async function payUnheard(meanwhile: (route: Route) => Promise<unknown>): Promise<readonly string[]> {
  const { page } = counter;
  await openTomorrowsShow(page, '');
  const seats = await takeSeats(page, 1);
  const passed = new Promise<void>((resolve) => {
    void page.route('**/bookings/confirm', async (route) => {
      await meanwhile(route);
      resolve();
    });
  });
  await page.keyboard.press('F1');
  await page.keyboard.press('Enter');
  await passed;
  return seats;
}

/** To the server, past the window, which never gets the answer. */
async function sendOn(route: Route): Promise<void> {
  const request = route.request();
  const { authorization = '', 'idempotency-key': key = '' } = request.headers();
  const reply = await fetch(request.url(), {
    method: request.method(),
    headers: { authorization: authorization, 'idempotency-key': key, 'content-type': 'application/json' },
    body: request.postData(),
  });
  expect(reply.status).toBe(201);
}

/** As the system would: nothing of the program gets to say goodbye. */
async function kill(): Promise<void> {
  const closed = counter.app.waitForEvent('close');
  counter.app.process().kill('SIGKILL');
  await closed;
}

function chip(page: Page, mood: string) {
  return page.locator(`.paper-chip[data-paper="${mood}"]`);
}

function codesFor(reference: string): readonly string[] {
  return codesOf(printer.tokens).filter((code) => code.includes(reference));
}

function nameOf(token: Token): string {
  return token.kind === 'command' ? token.name : token.text;
}
