// @vitest-environment node
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PrinterPlan } from '../../bridge/printer.ts';
import { type FixedPaper, usualPlan } from './paper-settings.ts';
import { PrinterPlanKeeper } from './printer-plan-keeper.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-printer-'));
});
afterEach(() => rm(folder, { recursive: true }));

const plan: PrinterPlan = {
  address: '10.0.0.20:9100',
  columns: 48,
  encoding: 'cp858',
  hasDrawer: true,
  house: 'Kanal-Lichtspiele',
};

async function open(fixed: FixedPaper = {}): Promise<PrinterPlanKeeper> {
  const keeper = new PrinterPlanKeeper(join(folder, 'printer.json'), fixed);
  await keeper.restore();
  return keeper;
}

test('knows after a restart what was set, and the usual before', async () => {
  const keeper = await open();
  expect(keeper.settings).toEqual({ plan: usualPlan, fixed: [] });
  await keeper.keep(plan);
  expect((await open()).settings).toEqual({ plan, fixed: [] });
});

test('puts the environment above what was set, and says so', async () => {
  await (await open()).keep(plan);
  const keeper = await open({ address: 'printer.lan', hasDrawer: false });
  expect(keeper.settings).toEqual({
    plan: { ...plan, address: 'printer.lan', hasDrawer: false },
    fixed: ['address', 'hasDrawer'],
  });
  await keeper.keep({ ...keeper.settings.plan, columns: 32 });
  // Without the environment what was set for the address before counts again.
  expect((await open()).settings.plan).toEqual({ ...plan, columns: 32 });
});

test.each(['', '{', '{"address":"a b"}'])('takes a file of %j for none', async (content) => {
  await writeFile(join(folder, 'printer.json'), content);
  expect((await open()).settings.plan).toEqual(usualPlan);
});

test('stays as it was where nothing can be stored', async () => {
  const keeper = await open();
  await writeFile(join(folder, 'printer.json'), '');
  const broken = new PrinterPlanKeeper(join(folder, 'printer.json', 'printer.json'), {});
  await expect(broken.keep(plan)).rejects.toThrow('EEXIST');
  expect([keeper.settings.plan, broken.settings.plan]).toEqual([usualPlan, usualPlan]);
});
