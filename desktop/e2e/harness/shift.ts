/** What happens at the shift of a till, by keyboard, and what its report says on paper. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { typeText } from './type-text.ts';

/** From the first field to the last by Enter, with a number where there are any. */
export async function countPieces(page: Page, pieces: Readonly<Record<string, string>>): Promise<void> {
  const values = ['€500', '€200', '€100', '€50', '€20', '€10', '€5', '€2', '€1', '€0.50', '€0.20', '€0.10'];
  for (const value of [...values, '€0.05', '€0.02', '€0.01']) {
    await page.getByRole('textbox', { name: value, exact: true }).and(page.locator(':focus')).waitFor();
    if (pieces[value] !== undefined) await typeText(page, pieces[value]);
    await page.keyboard.press('Enter');
  }
}

/** In notes of ten, coins of one, and cents. */
export function piecesOf(minor: number): Readonly<Record<string, string>> {
  const [tens, ones, cents] = [Math.floor(minor / 1_000), Math.floor((minor % 1_000) / 100), minor % 100];
  return { '€10': String(tens), '€1': String(ones), '€0.01': String(cents) };
}

/** On paper the sign of the money is one of the printer's own; the drawer has five euros too little. */
export function sumsOnPaper(expected: { readonly cashMinor: number; readonly cardMinor: number }): RegExp {
  const number = (minor: number): string => (minor / 100).toFixed(2).replace('.', '\\.');
  const { cashMinor, cardMinor } = expected;
  const cash = `Expected *.${number(cashMinor)}\\nCounted *.${number(cashMinor - 500)}\\nDIFFERENCE *-.5\\.00`;
  const card = `1 taken *.${number(cardMinor)}[^]*DIFFERENCE *.0\\.00`;
  return new RegExp(`Z REPORT 1[^]*${cash}[^]*Card\\n${card}`);
}

/** The cashier asks by Enter, the manager at the other counter grants by F8. */
export async function askAndGrant(page: Page, manager: Page): Promise<void> {
  const box = page.getByRole('region', { name: 'Approval' });
  await box.getByRole('button', { name: 'Ask a manager' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await box.getByText('Waiting for a manager').waitFor();
  const bar = manager.getByRole('region', { name: 'Somebody asks for your approval' });
  await bar.waitFor();
  await expect
    .poll(
      async () => {
        if ((await bar.count()) > 0) await manager.keyboard.press('F8');
        return bar.count();
      },
      { timeout: 10_000 },
    )
    .toBe(0);
}

export function minorIn(words: string): number {
  return Math.round(Number(/€(\d+\.\d\d)/.exec(words)?.[1]) * 100);
}

export function money(minor: number): string {
  return `€${(minor / 100).toFixed(2)}`;
}

/** The first request to such an address is done and its answer never heard; fills in the keys that were sent. */
export async function loseFirstAnswer(
  page: Page,
  address: string,
  meanwhile: () => Promise<void>,
): Promise<readonly string[]> {
  const keys: string[] = [];
  await page.route(address, async (route) => {
    const request = route.request();
    const { authorization = '', 'idempotency-key': key = '' } = request.headers();
    keys.push(key);
    if (keys.length > 1) return route.continue();
    const headers = { authorization, 'idempotency-key': key, 'content-type': 'application/json' };
    const reply = await fetch(request.url(), { method: 'POST', headers, body: request.postData() });
    expect(reply.status).toBe(200);
    await meanwhile();
    return route.abort();
  });
  return keys;
}

/** The sign in the header, once it says this. */
export function chip(page: Page, words: string) {
  return page.locator('.shift-chip', { hasText: words });
}

/** Waits for the receipt, and goes on to the next guest. */
export async function sold(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Sold' }).waitFor({ timeout: 20_000 });
  await page.keyboard.press('Enter');
}

/** In minor units. */
export async function due(page: Page): Promise<number> {
  return minorIn((await page.locator('.total strong').first().textContent()) ?? '');
}

/** What stands in a drawn paper: asked of the browser itself, as the page may not fetch its own pictures. */
export async function wordsOfPicture(picture: Locator): Promise<string> {
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  const page = picture.page();
  const url = await picture.evaluate((image: HTMLImageElement) => image.src);
  const session = await page.context().newCDPSession(page);
  await session.send('Page.enable');
  const { frameTree } = await session.send('Page.getResourceTree');
  const found = await session.send('Page.getResourceContent', { frameId: frameTree.frame.id, url });
  await session.detach();
  const svg = found.base64Encoded ? Buffer.from(found.content, 'base64').toString('utf8') : found.content;
  return svg.replaceAll(/<[^>]*>/g, '');
}

/** Through all screens of a shift at a manager's till, and back to the hall; `look` is told the name of each. */
export async function walkThroughShift(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.keyboard.press('Shift+F5');
  await page.getByRole('textbox', { name: '€500', exact: true }).waitFor();
  await look('shift-float');
  await page.keyboard.press('F2');
  await page.getByLabel(/^The whole float/).fill('150');
  await page.keyboard.press('Enter');
  await page.locator('[data-shift="open"]').waitFor();
  await page.keyboard.press('d');
  await page.getByLabel('Amount in EUR').fill('50');
  await page.keyboard.press('Enter');
  await page.locator('[data-movement]').waitFor();
  await page.keyboard.press('x');
  await page.getByText('should be there').first().waitFor();
  await look('shift-open');
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await page.getByLabel(/^Card total/).focus();
  await page.keyboard.press('Enter');
  const close = page.getByRole('button', { name: 'Close the shift' }).and(page.locator(':focus'));
  await close.waitFor();
  await look('shift-confirm');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Z report 1' }).waitFor();
  await look('shift-z');
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: '€500', exact: true }).focus();
  await page.keyboard.press('a');
  await page.locator('[data-shift-row]').first().waitFor();
  await look('shift-list');
  await page.keyboard.press('Shift+F5');
}
