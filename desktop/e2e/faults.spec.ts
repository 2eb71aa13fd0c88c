import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BoxOffice, openBoxOffice } from './harness/box-office.ts';
import { type Counter, openCounter, signInToSell } from './harness/counter.ts';
import { expectLook, openTomorrowsShow, takeSeats } from './harness/hall.ts';
import { photograph } from './harness/screenshots.ts';
import { openWorld, type World } from './harness/world.ts';

let world: World;
let office: BoxOffice;
let counter: Counter;

beforeAll(async () => {
  [world, office] = await Promise.all([openWorld(), openBoxOffice({ HOLD_TTL_SECONDS: '3' })]);
  counter = await openCounter(world, { apiUrl: office.url });
  await signInToSell(counter, 'cashier@example.test');
  await openTomorrowsShow(counter.page, '');
});
afterAll(async () => {
  await counter.close();
  await office.close();
  await world.close();
});

test('warns by sight and sound, empties the cart with a word when the hold runs out, and takes it again by one key', async () => {
  const { page } = counter;
  const tones = await countTones(page);
  const [seat = ''] = await takeSeats(page, 1);
  await page.locator('.hold[data-urgent]').waitFor();
  expect(await tones()).toBe(4);
  await photograph(page, 'hold-runs-out');
  await page.getByText(`The hold on ${seat} ran out.`).waitFor();
  await expectLook(page, seat, 'free');
  expect(await page.locator('.cart-line').count()).toBe(0);
  await photograph(page, 'hold-ran-out');
  await page.keyboard.press('F11');
  await expectLook(page, seat, 'yours');
  await page.keyboard.press('Escape');
  await expectLook(page, seat, 'free');
});

test('keeps the seats when more time is asked for', async () => {
  const { page } = counter;
  const startedAt = Date.now();
  const [seat = ''] = await takeSeats(page, 1);
  while (Date.now() - startedAt < 5_000) {
    await page.keyboard.press('e');
    await page.locator('.hold-left', { hasText: '0:03' }).waitFor();
    await page.locator('.hold-left', { hasText: '0:02' }).waitFor();
  }
  await expectLook(page, seat, 'yours');
  expect(await page.locator('.cart-line').count()).toBe(1);
  await page.keyboard.press('Escape');
  await expectLook(page, seat, 'free');
});

test('says that the server is gone, and goes on by itself when it is back', async () => {
  const { page } = counter;
  await office.stopApi();
  await page.getByText('The server doesn’t answer.').waitFor({ timeout: 15_000 });
  await page.locator('[data-connection="offline"]').waitFor();
  const seat = (await page.locator('[data-look="free"]').first().getAttribute('data-seat')) ?? '';
  await page.locator(`[data-seat="${seat}"]`).click();
  await page.getByText(`Seat ${seat} stays as it was`).waitFor({ timeout: 15_000 });
  await expectLook(page, seat, 'free');
  await photograph(page, 'offline');
  await office.startApi();
  await page.locator('[data-connection="live"]').waitFor({ timeout: 20_000 });
  expect(await page.getByText('The server doesn’t answer.').count()).toBe(0);
  await page.locator(`[data-seat="${seat}"]`).click();
  await expectLook(page, seat, 'yours');
});

/** How many tones the page has begun since. */
async function countTones(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const heard = { tones: 0 };
    class CountedAudio extends AudioContext {
      override createOscillator(): OscillatorNode {
        heard.tones += 1;
        return super.createOscillator();
      }
    }
    Object.assign(globalThis, { heard, AudioContext: CountedAudio });
  });
  return () => page.evaluate(() => (globalThis as unknown as { heard: { tones: number } }).heard.tones);
}
