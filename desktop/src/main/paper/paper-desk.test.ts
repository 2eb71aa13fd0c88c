// @vitest-environment node
import { PrinterDouble } from '@foyer/tools/doubles/printer-double';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PaperState } from '../../bridge/paper.ts';
import { PaperDesk } from './paper-desk.ts';
import { usualPlan } from './paper-settings.ts';
import { buildSale } from './test-sale.ts';

/** A busy machine prints slowly. */
const patient = { timeout: 10_000 };

let folder: string;
let desk: PaperDesk;
let states: PaperState[];
let defects: unknown[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-desk-'));
  states = [];
  defects = [];
  desk = new PaperDesk({
    folder,
    till: () => 'Front 1',
    onChange: (state) => states.push(state),
    reportDefect: (error) => defects.push(error),
  });
});
afterEach(async () => {
  desk.stop();
  await rm(folder, { recursive: true, maxRetries: 5 });
});

test('keeps nothing and prints nothing while there is no printer', async () => {
  await desk.use(usualPlan);
  await desk.printSale(buildSale());
  expect(await desk.printTest()).toBeNull();
  expect([desk.state, defects]).toEqual([{ printer: null, jobs: [] }, []]);
});

test('prints by the plan that stands, and sends what waits to the printer that comes', async () => {
  const away = await PrinterDouble.start();
  await away.unplug();
  await desk.use({ ...usualPlan, address: away.address });
  const id = await desk.printTest();
  await expect.poll(() => desk.state.jobs[0]?.trouble, patient).toBe('unreachable');
  const here = await PrinterDouble.start();
  await desk.use({ ...usualPlan, address: here.address, hasDrawer: true, house: 'Kanal-Lichtspiele' });
  await expect.poll(() => desk.state.jobs.find((job) => job.id === id)?.state, patient).toBe('PRINTED');
  expect(here.papers.join('')).toMatch(/Kanal-Lichtspiele[^]*TEST PAGE/);
  expect(states.at(-1)?.printer).toEqual({ address: here.address, hasDrawer: true });
  await here.unplug();
});

test('lets what waits wait while its printer is taken away', async () => {
  const away = await PrinterDouble.start();
  await away.unplug();
  await desk.use({ ...usualPlan, address: away.address });
  const id = await desk.printTest();
  await desk.use(usualPlan);
  await desk.retry(id ?? '');
  await expect
    .poll(() => desk.state.jobs[0], patient)
    .toMatchObject({ state: 'WAITING', trouble: 'unreachable' });
});
