/** A shift from float to Z report, by keyboard alone: on the real API, a card terminal and a printer that keeps all. */
import { PrinterDouble } from '@foyer/tools/doubles/printer-double';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BoxOffice, openBoxOffice } from './harness/box-office.ts';
import { type Counter, openCounter, signInToSell } from './harness/counter.ts';
import { openTomorrowsShow, takeSeats } from './harness/hall.ts';
import { photograph, photographBoth } from './harness/screenshots.ts';
import {
  askAndGrant,
  chip,
  countPieces,
  due,
  loseFirstAnswer,
  minorIn,
  money,
  piecesOf,
  sold,
  sumsOnPaper,
  wordsOfPicture,
} from './harness/shift.ts';
import { addTillOverHttp, enrol, type NewTill } from './harness/till.ts';
import { typeText } from './harness/type-text.ts';
import { openWorld, type World } from './harness/world.ts';

let world: World;
let office: BoxOffice;
let printer: PrinterDouble;
let till: Counter;
let manager: Counter;
let front: NewTill;
/** In minor units, by what the counter itself says. */
let cashMinor = 0;
let cardMinor = 0;

beforeAll(async () => {
  const settings = { SHIFT_REQUIRED: 'true', PAY_OUT_LIMIT: '1000' };
  [world, office, printer] = await Promise.all([openWorld(), openBoxOffice(settings), PrinterDouble.start()]);
  front = await addTillOverHttp(office.url, 'Front 1');
  [till, manager] = await Promise.all([openTill(), openCounter(world, { apiUrl: office.url })]);
  await enrol(till.page, front.code);
  await till.page.getByText('Till Front 1').waitFor();
  await signInToSell(till, 'cashier@example.test');
  await signInToSell(manager, 'manager@example.test');
  for (const { page } of [till, manager]) await page.keyboard.press('Control+ArrowDown');
  await openTomorrowsShow(till.page, '');
});
afterAll(async () => {
  await till.close();
  await manager.close();
  await printer.unplug();
  await office.close();
  await world.close();
});

test('says in words that money waits for a shift; one key leads there, and back to the same cart', async () => {
  const { page } = till;
  await chip(page, 'No shift').waitFor();
  await takeSeats(page, 2);
  await page.keyboard.press('F1');
  await page.keyboard.press('Enter');
  await page.getByText('No shift is open at this till. Shift+F5 opens one').waitFor();
  await photograph(page, 'shift-needed');
  await page.keyboard.press('Shift+F5');
  await page.getByRole('heading', { name: 'Open a shift at Front 1' }).waitFor();
  await countPieces(page, { '€50': '1', '€20': '4', '€10': '2' });
  await page.getByRole('button', { name: 'Open with €150.00' }).and(page.locator(':focus')).waitFor();
  await photographBoth(page, 'shift-float');
  await page.keyboard.press('Enter');
  await page.locator('[data-shift="open"]').waitFor();
  await chip(page, 'Shift 1').waitFor();
  await page.keyboard.press('Shift+F5');
  cashMinor += await due(page);
  await page.keyboard.press('F1');
  await page.keyboard.press('Enter');
  await sold(page);
  expect(cashMinor).toBeGreaterThan(0);
});

test('takes a card, and gives a seat back in cash', async () => {
  const { page } = till;
  await page.getByRole('button', { name: 'Bookings' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-booking][aria-selected="true"]:focus').waitFor();
  await page.keyboard.press('r');
  await page.getByRole('region', { name: 'Refund' }).locator('.check input:focus').waitFor();
  // All are chosen: the second one stays.
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  const back = page.getByRole('button', { name: /^Give .* back in cash$/ }).and(page.locator(':focus'));
  await back.waitFor();
  cashMinor -= minorIn((await back.textContent()) ?? '');
  await page.keyboard.press('Enter');
  await page.getByText('Given back').waitFor();
  await page.getByRole('button', { name: 'Sell', exact: true }).focus();
  await page.keyboard.press('Enter');
  await takeSeats(page, 1);
  cardMinor += await due(page);
  await page.keyboard.press('F10');
  await page.keyboard.press('Enter');
  await sold(page);
  expect(cardMinor).toBeGreaterThan(0);
});

test('moves cash: to the safe at once, a large pay-out once a manager has said yes', async () => {
  const { page } = till;
  const { kicks } = printer;
  await page.keyboard.press('Shift+F5');
  await page.locator('[data-shift="open"]').waitFor();
  await page.keyboard.press('d');
  await page.getByLabel('Amount in EUR').and(page.locator(':focus')).waitFor();
  await typeText(page, '50');
  await page.keyboard.press('Enter');
  await page.getByText('Noted. To the safe: €50.00').waitFor();
  await expect.poll(() => printer.kicks, { timeout: 10_000 }).toBe(kicks + 1);
  await page.keyboard.press('o');
  await page.getByLabel('Amount in EUR').and(page.locator(':focus')).waitFor();
  await typeText(page, '23,50');
  await page.keyboard.press('Enter');
  await typeText(page, 'Window cleaner');
  await photograph(page, 'shift-pay-out');
  await page.keyboard.press('Enter');
  await askAndGrant(page, manager.page);
  await page.getByText('Noted. Paid out: €23.50').waitFor();
  cashMinor -= 5_000 + 2_350;
  await photograph(page, 'shift-moved');
});

test('counts a drawer that is opened without a sale, and shows whoever will count it no sums', async () => {
  const { page } = till;
  await page.keyboard.press('F5');
  await page.getByRole('region', { name: 'Drawer' }).locator('.choice-button:focus').waitFor();
  await page.getByRole('button', { name: 'Open the drawer', exact: true }).focus();
  await page.keyboard.press('Enter');
  await askAndGrant(page, manager.page);
  await page.getByText('The drawer is open.').waitFor();
  await page.keyboard.press('x');
  await page.getByText('Drawer opened once without a sale').waitFor();
  await photograph(page, 'shift-x');
  await page.keyboard.press('p');
  await expect
    .poll(() => printer.papers.find((paper) => paper.includes('X REPORT 1')), { timeout: 10_000 })
    .toBeDefined();
  const paper = printer.papers.at(-1) ?? '';
  expect(paper).toMatch(/Float|sums come with the Z report/);
  expect(paper).not.toContain('Expected');
  await page.keyboard.press('Escape');
});

test('goes on after the program was killed in the middle of the count, and the till got another device', async () => {
  await till.page.keyboard.press('c');
  await countPieces(till.page, { '€50': '3' });
  const closed = till.app.waitForEvent('close');
  till.app.process().kill('SIGKILL');
  await closed;
  till = await openTill(till.home);
  // Nothing on this machine keeps a till's key over a restart.
  await enrol(till.page, await front.nextCode());
  await till.page.getByText('Till Front 1').waitFor();
  await signInToSell(till, 'cashier@example.test');
  await chip(till.page, 'Shift 1').waitFor();
  await till.page.keyboard.press('Shift+F5');
  await till.page.locator('[data-shift="open"]').waitFor();
  expect(await till.page.locator('[data-movement]').count()).toBe(2);
});

test('closes once, though the answer is lost and the server restarted, and tells what is missing', async () => {
  const { page } = till;
  const shouldBe = 15_000 + cashMinor;
  const papers = printer.papers.length;
  const keys = await loseFirstAnswer(page, '**/close', () => office.stopApi());
  await page.keyboard.press('c');
  // Five euros too little.
  const pieces = piecesOf(shouldBe - 500);
  await countPieces(page, pieces);
  await page
    .getByLabel(/^Card total/)
    .and(page.locator(':focus'))
    .waitFor();
  await typeText(page, (cardMinor / 100).toFixed(2));
  await photographBoth(page, 'shift-count');
  expect(await page.locator('.stage').textContent()).not.toContain(money(shouldBe));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Close the shift' }).and(page.locator(':focus')).waitFor();
  await photograph(page, 'shift-confirm');
  await page.keyboard.press('Enter');
  await page.getByText('Nothing is counted twice').waitFor();
  await photograph(page, 'shift-unanswered');
  await office.startApi();
  await page.locator('[data-connection="live"]').waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Close the shift' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Z report 1' }).waitFor();
  expect(new Set(keys).size).toBe(1);
  expect(keys).toHaveLength(2);
  await page.locator('[data-difference="CASH"]', { hasText: '€5.00 too little' }).waitFor();
  await page.locator('[data-difference="CARD"]', { hasText: 'exact' }).waitFor();
  await chip(page, 'No shift').waitFor();
  await expect.poll(() => printer.papers.length, { timeout: 10_000 }).toBe(papers + 1);
  expect(printer.papers.at(-1)).toMatch(sumsOnPaper({ cashMinor: shouldBe, cardMinor }));
  await photographBoth(page, 'shift-z');
});

test('shows the report’s paper with its sums, and prints it again as a copy', async () => {
  const { page } = till;
  const shouldBe = 15_000 + cashMinor;
  const papers = printer.papers.length;
  await page.keyboard.press('p');
  const drawn = await wordsOfPicture(page.getByRole('img', { name: 'Z report 1 on paper' }));
  expect(drawn).toContain(money(shouldBe).slice(1));
  expect(drawn).toContain('DIFFERENCE');
  await photograph(page, 'shift-print');
  await page.getByRole('button', { name: 'Print the copy' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => printer.papers.length, { timeout: 10_000 }).toBe(papers + 1);
  expect(printer.papers.at(-1)).toMatch(/COPY/);
  expect(printer.papers.at(-1)).toMatch(sumsOnPaper({ cashMinor: shouldBe, cardMinor }));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Its Z report' }).waitFor();
});

test('a manager finds it among the shifts of all tills and adds a note; the checker agrees with its sums', async () => {
  const { page } = manager;
  await page.keyboard.press('Shift+F5');
  await page.locator('[data-shift-row="1"]:focus').waitFor();
  await page
    .getByRole('row', { name: /Front 1/ })
    .getByText('€5.00 too little')
    .waitFor();
  await photograph(page, 'shift-list');
  await page.keyboard.press('z');
  await page.getByRole('heading', { name: 'Z report 1' }).waitFor();
  await page.keyboard.press('n');
  await page.getByLabel('Note').and(page.locator(':focus')).waitFor();
  await typeText(page, 'Five euros lay under the drawer');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Notes' }).getByText('Five euros lay under the drawer').waitFor();
  await photograph(page, 'shift-note');
  expect((await office.checkInvariants()).find((line) => line.startsWith('I9'))).toMatch(/ok.*1/i);
});

function openTill(home?: string): Promise<Counter> {
  const settings = { FOYER_PRINTER: printer.address, FOYER_DRAWER: 'on', FOYER_HOUSE: 'Kanal-Lichtspiele' };
  return openCounter(world, { apiUrl: office.url, settings, ...(home === undefined ? {} : { home }) });
}
