/** How soon a cashier sees what a key did to a seat. */
import { atMost, figure } from '@foyer/tools/bench/rounds';
import { type Row, scaled } from '@foyer/tools/bench/row';
import { quantile } from '@foyer/tools/bench/statistics';
import type { Page } from 'playwright-core';
import { watchKey } from '../harness/page-probe.ts';
import { onStage } from './stage.ts';

const pressesPerRound = 100;

export const keyToFrame: Row = {
  name: 'key-to-frame',
  title: 'Space on a seat of 483, until the end of the frame in which it looks different',
  measure: (settings) =>
    onStage(async (stage) => {
      const { page } = await stage.counterAt(483);
      const read = await watchKey(page, { key: ' ', area: '.seat-map' });
      const medians: number[] = [];
      const slowest: number[] = [];
      for (let round = -1; round < settings.rounds; round += 1) {
        const pairs = scaled(pressesPerRound, settings, 10) / 2;
        for (let pair = 0; pair < pairs; pair += 1) await takeAndGiveBack(page);
        const times = [...(await read())].sort((one, other) => one - other);
        if (round < 0) continue;
        medians.push(quantile(times, 0.5));
        slowest.push(quantile(times, 0.99));
      }
      const median = figure({ label: 'key to frame, median', unit: 'ms' }, medians);
      const p99 = figure({ label: 'key to frame, p99', unit: 'ms' }, slowest);
      return {
        rounds: settings.rounds,
        figures: [median, p99],
        bars: [atMost(median, 16), atMost(p99, 50)],
        notes: [
          'From the time stamp of the event to the end of the frame on the main thread, waiting for the display included.',
        ],
      };
    }),
};

/** Two presses on one seat, each until the server has answered: a walk along the row would end at seats kept back. */
async function takeAndGiveBack(page: Page): Promise<void> {
  for (const look of ['yours', 'free']) {
    await page.keyboard.press('Space');
    await page.locator(`[data-seat][tabindex="0"][data-look="${look}"]`).waitFor();
  }
}
