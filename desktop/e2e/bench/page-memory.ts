/** What the page keeps for itself, after work and over time. */
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { atMost, figure } from '@foyer/tools/bench/rounds';
import { type Row, scaled } from '@foyer/tools/bench/row';
import type { Page } from 'playwright-core';
import type { Counter } from '../harness/counter.ts';
import { renderersOf } from '../harness/processes.ts';
import { hallsOfDay } from '../harness/hall.ts';
import { onStage } from './stage.ts';

const opensPerRound = 20;
const settlingMinutes = 10;
const sampleMs = 10_000;

export const pageMemory: Row = {
  name: 'page-memory',
  title: 'Private memory of the renderer process after each hall of the day was opened again and again',
  measure: (settings) =>
    onStage(async (stage) => {
      const counter = await stage.counterAt(1_000);
      const used: number[] = [];
      for (let round = 0; round < settings.rounds; round += 1) {
        await openHalls(counter.page, scaled(opensPerRound, settings, 4));
        used.push(await privateMib(counter));
      }
      const memory = figure({ label: 'private memory of the page', unit: 'MiB' }, used);
      const figures = [memory];
      const bars = [atMost(memory, 200)];
      if (settings.minutes > settlingMinutes) {
        const slope = figure({ label: 'growth after the first ten minutes', unit: '% an hour' }, [
          await growthPerHour(counter, settings.minutes),
        ]);
        figures.push(slope);
        bars.push(atMost(slope, 5));
      }
      return { rounds: settings.rounds, figures, bars, notes: [] };
    }),
};

async function openHalls(page: Page, times: number): Promise<void> {
  const shows = await hallsOfDay(page);
  for (let index = 0; index < times; index += 1) {
    const { show, seats } = shows[index % shows.length] ?? { show: '', seats: 0 };
    await page.locator(`[data-show="${show}"]`).click();
    await page.waitForFunction((wanted) => document.querySelectorAll('[data-seat]').length === wanted, seats);
  }
}

/** Works all the while, as a till does; by the line that fits the samples best. */
async function growthPerHour(counter: Counter, minutes: number): Promise<number> {
  const samples: { readonly hours: number; readonly mib: number }[] = [];
  const startedAt = Date.now();
  const gone = (): number => (Date.now() - startedAt) / 60_000;
  while (gone() < minutes) {
    await openHalls(counter.page, 4);
    await delay(sampleMs);
    if (gone() > settlingMinutes) samples.push({ hours: gone() / 60, mib: await privateMib(counter) });
  }
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const hours = mean(samples.map((sample) => sample.hours));
  const mib = mean(samples.map((sample) => sample.mib));
  const slope =
    mean(samples.map((sample) => (sample.hours - hours) * (sample.mib - mib))) /
    mean(samples.map((sample) => (sample.hours - hours) ** 2));
  return (slope / mib) * 100;
}

/** What would be free if the process ended: memory that it shares with nobody. */
async function privateMib({ app }: Counter): Promise<number> {
  const [status, ...others] = await renderersOf(app.process().pid ?? 0);
  const id = /^Pid:\s+(\d+)$/m.exec(status ?? '')?.[1];
  if (id === undefined || others.length > 0) throw new Error('not exactly one renderer is running');
  const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8');
  const kib = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)].map(([, size]) => Number(size));
  return kib.reduce((sum, size) => sum + size, 0) / 1_024;
}
