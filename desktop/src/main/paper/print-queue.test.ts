// @vitest-environment node
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newJob, refundJobId } from './job.ts';
import { JobFolder } from './job-folder.ts';
import type { PrintOutcome } from './network-printer.ts';
import { PrintQueue, type QueueSteps } from './print-queue.ts';
import { buildRefund, buildSale } from './test-sale.ts';

let folder: string;
let now = new Date('2026-11-26T18:58:00Z');
const opened: PrintQueue[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-paper-'));
  now = new Date('2026-11-26T18:58:00Z');
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((queue) => queue.stop()));
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const printed: PrintOutcome = { kind: 'printed', isConfirmed: true };
const away: PrintOutcome = { kind: 'not-sent', trouble: 'unreachable', hasPassedUrgent: false };
const empty: PrintOutcome = { kind: 'not-sent', trouble: 'paper-out', hasPassedUrgent: true };
const broken: PrintOutcome = { kind: 'unsure', trouble: 'hung-up' };

/** A queue over the folder; its printer says what the list says, and the last of it for ever. */
function open(...outcomes: PrintOutcome[]) {
  const runs: { readonly reference: string | null; readonly withDrawer: boolean }[] = [];
  const reportDefect = vi.fn();
  const queue = new PrintQueue({
    folder: new JobFolder(folder),
    print: async ({ reference }, withDrawer, { onSending }) => {
      runs.push({ reference, withDrawer });
      const outcome = outcomes.length > 1 ? outcomes.shift() : outcomes[0];
      if (!outcome) throw new Error('nothing was to be printed');
      if (outcome.kind !== 'not-sent') await onSending();
      return outcome;
    },
    till: () => 'Front 1',
    now: () => now,
    onChange: () => undefined,
    reportDefect,
  });
  opened.push(queue);
  return { queue, runs, reportDefect };
}

function until(queue: PrintQueue, state: object): Promise<void> {
  return vi.waitFor(() => expect(queue.jobs).toMatchObject([state]), { timeout: 5_000 });
}

test('adds nothing before it knows what an earlier run has printed', async () => {
  const { queue } = open(printed);
  await queue.addSale(buildSale());
  await until(queue, { state: 'PRINTED' });
  await queue.stop();
  const after = open();
  const starting = [after.queue.restore(), after.queue.addSale(buildSale())];
  expect(after.queue.jobs).toEqual([]);
  await Promise.all(starting);
  expect([after.queue.jobs.map(({ state }) => state), after.runs]).toEqual([['PRINTED'], []]);
});

test('prints a sale once, however often it is asked for and over restarts', async () => {
  const { queue, runs } = open(printed);
  await Promise.all([queue.addSale(buildSale()), queue.addSale(buildSale())]);
  await until(queue, { state: 'PRINTED', isConfirmed: true });
  await queue.stop();
  const after = open();
  await after.queue.restore();
  await after.queue.addSale(buildSale());
  expect(after.queue.jobs).toMatchObject([{ state: 'PRINTED' }]);
  expect([runs.length, after.runs.length]).toEqual([1, 0]);
});

test('opens the drawer with a cash sale, and not with another', async () => {
  const { queue, runs } = open(printed);
  await queue.addSale(buildSale());
  const card = [{ tender: 'CARD', status: 'CAPTURED', amountMinor: 2200, cardLast4: '4242' }];
  await queue.addSale(buildSale({ bookingId: 'bkg_2', payments: card }));
  await vi.waitFor(() => expect(runs.map(({ withDrawer }) => withDrawer)).toEqual([true, false]));
});

test('prints a slip of money that goes back once, with the drawer where it is cash, also after being killed', async () => {
  const refund = buildRefund();
  const sent = buildRefund({
    refundId: 'rfd_2',
    back: [{ tender: 'CARD', amountMinor: 300, cardLast4: '4242' }],
  });
  const before = open(away);
  await before.queue.add(refundJobId(refund), { kind: 'REFUND', refund });
  await until(before.queue, { trouble: 'unreachable', kind: 'REFUND', reference: 'K7QM-3FXA' });
  await before.queue.stop();
  const { queue, runs } = open(printed);
  await queue.restore();
  await queue.add(refundJobId(refund), { kind: 'REFUND', refund });
  await queue.add(refundJobId(sent), { kind: 'REFUND', refund: sent });
  await vi.waitFor(() => expect(runs.map(({ withDrawer }) => withDrawer)).toEqual([true, false]));
});

test('tries again by itself while the printer is away, with the drawer only while somebody stands before it', async () => {
  const { queue, runs } = open(away, away, printed);
  await queue.addSale(buildSale());
  await until(queue, { state: 'WAITING', trouble: 'unreachable' });
  now = new Date(now.getTime() + 90_000);
  await until(queue, { state: 'PRINTED' });
  expect(runs.map(({ withDrawer }) => withDrawer)).toEqual([true, false, false]);
});

test('opens the drawer once where no paper can come', async () => {
  const { queue, runs } = open(empty, empty, printed);
  await queue.addSale(buildSale());
  await until(queue, { state: 'PRINTED' });
  expect(runs.map(({ withDrawer }) => withDrawer)).toEqual([true, false, false]);
});

test('takes up what it had given up once the printer prints again', async () => {
  const job = newJob('bkg_1.sale', { kind: 'SALE', sale: buildSale() }, { till: null, at: now });
  await new JobFolder(folder).save({ ...job, tries: 24, trouble: 'unreachable' });
  const { queue, runs } = open(printed);
  await queue.restore();
  expect(queue.jobs).toMatchObject([{ isGivenUp: true }]);
  await queue.addSale(buildSale({ bookingId: 'bkg_2', reference: 'AAAA-2222' }));
  await vi.waitFor(() => expect(runs.map(({ reference }) => reference)).toEqual(['AAAA-2222', 'K7QM-3FXA']));
});

test('lets a new sale try at once, and prints what waits in the order of the sales', async () => {
  const { queue, runs } = open(away, printed);
  await queue.addSale(buildSale());
  await until(queue, { state: 'WAITING', trouble: 'unreachable' });
  await queue.addSale(buildSale({ bookingId: 'bkg_2', reference: 'AAAA-2222' }));
  await vi.waitFor(() => expect(queue.jobs.map(({ state }) => state)).toEqual(['PRINTED', 'PRINTED']));
  expect(runs.map(({ reference }) => reference)).toEqual(['K7QM-3FXA', 'K7QM-3FXA', 'AAAA-2222']);
});

test('asks a person about a run that broke off, and prints again only when told, without the drawer', async () => {
  const { queue, runs } = open(broken, printed);
  await queue.addSale(buildSale());
  await until(queue, { state: 'UNSURE', trouble: 'hung-up' });
  await queue.retry('bkg_1.sale');
  expect(runs).toHaveLength(1);
  await queue.settle('bkg_1.sale', false);
  await until(queue, { state: 'PRINTED' });
  expect(runs.map(({ withDrawer }) => withDrawer)).toEqual([true, false]);
});

test('takes a person’s word that it came out', async () => {
  const { queue, runs } = open(broken);
  await queue.addSale(buildSale());
  await until(queue, { state: 'UNSURE' });
  await queue.settle('bkg_1.sale', true);
  expect(queue.jobs).toMatchObject([{ state: 'PRINTED', isConfirmed: false }]);
  expect(runs).toHaveLength(1);
});

test('is unsure after being killed while it was sending, and prints nothing by itself', async () => {
  const killed = new PrintQueue({
    folder: new JobFolder(folder),
    print: async (_job, _withDrawer, { onSending }: QueueSteps) => {
      await onSending();
      return new Promise<never>(() => undefined);
    },
    till: () => null,
    now: () => now,
    onChange: () => undefined,
    reportDefect: () => undefined,
  });
  await killed.addSale(buildSale());
  await until(killed, { state: 'PRINTING' });
  await vi.waitFor(async () => expect(await kept()).toMatchObject([{ state: 'PRINTING' }]));
  const { queue, runs } = open(printed);
  await queue.restore();
  expect(queue.jobs).toMatchObject([{ state: 'UNSURE', trouble: 'interrupted' }]);
  expect(runs).toEqual([]);
});

test('prints after a restart what had not begun, unless it is of long ago', async () => {
  await open(away).queue.addSale(buildSale());
  await vi.waitFor(async () => expect(await kept()).toMatchObject([{ tries: 1 }]));
  await Promise.all(opened.splice(0).map((queue) => queue.stop()));
  now = new Date(now.getTime() + 31 * 60_000);
  const late = open(printed);
  await late.queue.restore();
  expect(late.queue.jobs).toMatchObject([{ state: 'WAITING', isGivenUp: true }]);
  await late.queue.retry('bkg_1.sale');
  await until(late.queue, { state: 'PRINTED' });
});

test('keeps nothing of a sale once it is printed, and forgets it after a day', async () => {
  const { queue } = open(printed);
  await queue.addSale(buildSale());
  await vi.waitFor(async () => expect(await kept()).toMatchObject([{ state: 'PRINTED', content: null }]));
  now = new Date(now.getTime() + 25 * 60 * 60_000);
  await queue.add('test', { kind: 'TEST' });
  await vi.waitFor(() => expect(queue.jobs).toMatchObject([{ kind: 'TEST', state: 'PRINTED' }]));
});

test('drops what nobody wants any more', async () => {
  const { queue } = open(away);
  await queue.addSale(buildSale());
  await until(queue, { trouble: 'unreachable' });
  await queue.drop('bkg_1.sale');
  expect([queue.jobs, await kept()]).toEqual([[], []]);
});

test('puts a file aside that it does not understand, and goes on with the rest', async () => {
  const before = open(away);
  await before.queue.addSale(buildSale());
  await until(before.queue, { trouble: 'unreachable' });
  await before.queue.stop();
  await writeFile(join(folder, 'half.json'), '{"id":"bkg_9.s');
  const { queue } = open(printed);
  await queue.restore();
  await until(queue, { state: 'PRINTED' });
  expect(await readdir(folder)).toContain('half.json.damaged');
});

test('prints without a disk to keep it on', async () => {
  await rm(folder, { recursive: true });
  await writeFile(folder, 'a file in the folder’s place');
  const { queue, reportDefect } = open(printed);
  await queue.addSale(buildSale());
  await until(queue, { state: 'PRINTED' });
  expect(reportDefect).toHaveBeenCalled();
  await rm(folder);
  await mkdir(folder);
});

async function kept(): Promise<readonly unknown[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  return Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown),
  );
}
