/** What a large hall costs the page while it changes all the time. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ShowtimeId } from '@foyer/shared/ids';
import { atMost, figure } from '@foyer/tools/bench/rounds';
import { type Row, scaled } from '@foyer/tools/bench/row';
import { quantile } from '@foyer/tools/bench/statistics';
import type { ElectronApplication } from 'playwright-core';
import { frameWork, type TraceEvent } from './frames.ts';
import { startRival } from './rival.ts';
import { onStage } from './stage.ts';

const secondsPerRound = 6;

export const busyHall: Row = {
  name: 'busy-hall',
  title: 'Script, style and layout of a frame, a hall of 1,000 seats with 200 changes a second on screen',
  measure: (settings) =>
    onStage(async (stage) => {
      const { app, page, home } = await stage.counterAt(1_000);
      const shown = await page.locator('[data-show][aria-current="true"]').getAttribute('data-show');
      const rival = await startRival(stage.office.url, ShowtimeId.parse(shown));
      const means: number[] = [];
      const slowest: number[] = [];
      const rates: number[] = [];
      const frames: number[] = [];
      for (let round = -1; round < settings.rounds; round += 1) {
        rival.made();
        const seconds = scaled(secondsPerRound, settings, 2);
        const { perFrameMs } = frameWork(await traced(app, { home, seconds }));
        const { changes, ms } = rival.made();
        if (round < 0) continue;
        means.push(perFrameMs.reduce((sum, value) => sum + value, 0) / perFrameMs.length);
        slowest.push(
          quantile(
            [...perFrameMs].sort((one, other) => one - other),
            0.99,
          ),
        );
        rates.push((changes / ms) * 1_000);
        frames.push(perFrameMs.length / seconds);
      }
      await rival.stop();
      const mean = figure({ label: 'work per frame, mean', unit: 'ms' }, means);
      return {
        rounds: settings.rounds,
        figures: [
          mean,
          figure({ label: 'work per frame, p99', unit: 'ms' }, slowest),
          figure({ label: 'changes made', unit: '1/s' }, rates),
          figure({ label: 'frames', unit: '1/s' }, frames),
        ],
        bars: [atMost(mean, 8)],
        notes: ['By Chromium’s trace of the page’s main thread; no GPU here.'],
      };
    }),
};

async function traced(
  app: ElectronApplication,
  { home, seconds }: { readonly home: string; readonly seconds: number },
): Promise<readonly TraceEvent[]> {
  const file = join(home, 'trace.json');
  await app.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({
      included_categories: ['devtools.timeline', 'toplevel', 'cc', 'v8', '__metadata'],
    }),
  );
  await delay(seconds * 1_000);
  await app.evaluate(({ contentTracing }, path) => contentTracing.stopRecording(path), file);
  const { traceEvents } = JSON.parse(await readFile(file, 'utf8')) as { traceEvents: TraceEvent[] };
  await rm(file);
  return traceEvents;
}
