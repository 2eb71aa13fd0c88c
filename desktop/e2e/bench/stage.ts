/** What the rows need: engines, an API with the demo cinema and one larger hall, a display and counters on it. */
import { randomBytes } from 'node:crypto';
import { catalogueModels } from '@foyer/api/features/catalogue/catalogue-models';
import { createImportRepository } from '@foyer/api/features/catalogue/import/import.repository';
import { importCatalogue } from '@foyer/api/features/catalogue/import/import.service';
import { migrate } from '@foyer/api/platform/indexes';
import { connectMongo } from '@foyer/api/platform/mongo';
import { startTestEngines } from '@foyer/tools/engines/test-engines';
import type { Page } from 'playwright-core';
import { type BoxOffice, openBoxOfficeOn } from '../harness/box-office.ts';
import { type Counter, openCounter, signInToSell } from '../harness/counter.ts';
import { openWorld, type World } from '../harness/world.ts';
import { benchCinema } from './cinema.ts';

export interface Stage {
  readonly world: World;
  readonly office: BoxOffice;
  /** A counter at which a cashier has signed in, with the hall of a show on screen. */
  readonly counterAt: (hall: BenchHall) => Promise<Counter>;
}

/** By the number of their seats: the largest of the demo cinema, and the one that the bench adds. */
export type BenchHall = 483 | 1_000;

/** Opens everything, measures, and closes it again in the other order. */
export async function onStage<Result>(use: (stage: Stage) => Promise<Result>): Promise<Result> {
  const undo: (() => Promise<void>)[] = [];
  try {
    const engines = await startTestEngines();
    undo.push(() => engines.stop());
    const database = `foyer-bench-${randomBytes(4).toString('hex')}`;
    await importCinema(engines.mongo.uri, database);
    const office = await openBoxOfficeOn(
      {
        mongoUri: engines.mongo.uri,
        redisUrl: engines.redis.url,
        stripeUrl: engines.stripe.url,
        terminalAddress: engines.terminal.address,
      },
      { MONGO_DB: database },
    );
    undo.push(() => office.close());
    const world = await openWorld();
    undo.push(() => world.close());
    const counterAt = async (hall: BenchHall): Promise<Counter> => {
      const counter = await openCounter(world, { apiUrl: office.url });
      undo.push(() => counter.close());
      await signInToSell(counter, 'cashier@example.test');
      // The tour comes and goes with the cart, and the hall changes its size with it: seen once, never again.
      await counter.page.keyboard.press('Control+ArrowDown');
      await counter.page.getByRole('region', { name: 'Tour' }).waitFor({ state: 'detached' });
      await openHall(counter.page, hall);
      return counter;
    };
    return await use({ world, office, counterAt });
  } finally {
    for (const close of undo.toReversed()) await close();
  }
}

async function importCinema(uri: string, database: string): Promise<void> {
  const connection = await connectMongo({ uri, database, serverSelectionTimeoutMs: 5_000 });
  try {
    await migrate(connection, catalogueModels(connection));
    const text = JSON.stringify(benchCinema(new Date()));
    const result = await importCatalogue(text, { repository: createImportRepository(connection) });
    if (!result.ok) throw new Error(`The bench's cinema is not valid: ${result.faults[0]?.message}`);
  } finally {
    await connection.close();
  }
}

/** Tomorrow's first show in a hall of so many seats: it lies ahead whatever time it is now. */
async function openHall(page: Page, seats: BenchHall): Promise<void> {
  await page.getByRole('button', { name: 'Next day' }).click();
  const show = page.locator('[data-show]', { has: page.locator(`[aria-label$="of ${seats}"]`) }).first();
  await show.click();
  await page.waitForFunction((wanted) => document.querySelectorAll('[data-seat]').length === wanted, seats);
  await page.locator('.seat-map :focus').waitFor();
}
