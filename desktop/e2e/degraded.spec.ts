import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningRedis, startRedis } from '@foyer/tools/engines/redis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BoxOffice, openBoxOffice } from './harness/box-office.ts';
import { type Counter, openPair, signInToSell } from './harness/counter.ts';
import { expectLook, openTomorrowsShow, takeSeats } from './harness/hall.ts';
import { photograph } from './harness/screenshots.ts';
import { openWorld, type World } from './harness/world.ts';

let world: World;
let folder: string;
let redis: RunningRedis;
let office: BoxOffice;
let cashier: Counter;
let other: Counter;

beforeAll(async () => {
  world = await openWorld();
  folder = await mkdtemp(join(tmpdir(), 'foyer-degraded-'));
  redis = await startRedis({ dataDir: folder });
  office = await openBoxOffice({ REDIS_ADDR: redis.url });
  [cashier, other] = await openPair(world, { apiUrl: office.url });
  await signInToSell(cashier, 'cashier@example.test');
  await signInToSell(other, 'manager@example.test');
});
afterAll(async () => {
  await cashier.close();
  await other.close();
  await office.close();
  await redis.stop();
  await rm(folder, { recursive: true, force: true });
  await world.close();
});

/** Takes the money by two keys and waits for the receipt. */
async function sell({ page }: Counter): Promise<void> {
  await page.keyboard.press('F1');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sold' }).waitFor({ timeout: 15_000 });
}

let sold: readonly string[] = [];

test('completes the sale in whose middle Redis was stopped', async () => {
  const show = await openTomorrowsShow(cashier.page, '');
  expect(await openTomorrowsShow(other.page, '')).toBe(show);
  const seats = await takeSeats(cashier.page, 2);
  await redis.stop();
  await cashier.page.locator('.banner-degraded[data-lacks="redis"]').waitFor({ timeout: 15_000 });
  for (const seat of seats) await expectLook(cashier.page, seat, 'yours');
  await photograph(cashier.page, 'degraded-mid-sale');
  await sell(cashier);
  for (const seat of seats) await expectLook(other.page, seat, 'sold');
  sold = seats;
});

test('chooses and sells new seats without a hold, by keyboard and by mouse', async () => {
  const { page } = cashier;
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Nothing in the cart' }).waitFor();
  const seats = [...(await takeSeats(page, 2))];
  const clicked = (await page.locator('[data-look="free"]').first().getAttribute('data-seat')) ?? '';
  await page.locator(`[data-seat="${clicked}"]`).click();
  await expectLook(page, clicked, 'yours');
  seats.push(clicked);
  await page.getByText(`Not held: ${seats.join(', ')}.`).waitFor();
  await photograph(page, 'degraded');
  await sell(cashier);
  await photograph(page, 'degraded-sold');
  for (const seat of seats) await expectLook(other.page, seat, 'sold');
  sold = [...sold, ...seats];
});

test('is whole again by itself when Redis is back', async () => {
  redis = await startRedis({ dataDir: folder, port: redis.port });
  const { page } = cashier;
  await page.locator('.banner').waitFor({ state: 'detached', timeout: 20_000 });
  await page.locator('[data-connection="live"]').waitFor();
  await page.keyboard.press('Enter');
  for (const seat of sold) {
    await expectLook(page, seat, 'sold');
    await expectLook(other.page, seat, 'sold');
  }
  const [seat = ''] = await takeSeats(page, 1);
  await page.locator('.hold').waitFor();
  await expectLook(other.page, seat, 'held');
  await photograph(page, 'degraded-over');
});

test('goes on showing what was sold when the server goes after that', async () => {
  const { page } = cashier;
  await office.stopApi();
  await page.locator('[data-connection="offline"]').waitFor({ timeout: 15_000 });
  for (const seat of sold) await expectLook(page, seat, 'sold');
  await office.startApi();
  await page.locator('[data-connection="live"]').waitFor({ timeout: 20_000 });
});
