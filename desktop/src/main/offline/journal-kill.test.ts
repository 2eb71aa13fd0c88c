// @vitest-environment node
/** The till is killed while it sells: what it said was sold is in the journal, and the journal goes on. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Journal } from './journal.ts';
import { leaseFor, saleOf } from './journal.harness.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-journal-kill-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const seller = new URL('journal-seller.harness.ts', import.meta.url);
const now = (): Date => new Date();

/** Sells one lease after the other until it is killed, after it has said `count` sales; answers what it has said. */
async function killedAfter(path: string, count: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [seller.pathname, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
    if (said.split('\n').length > count) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return said.split('\n').slice(0, -1);
}

test('sales that were told are kept, kill after kill', async () => {
  const path = join(folder, 'journal');
  const told: string[] = [];
  for (const count of [1, 7, 30]) told.push(...(await killedAfter(path, count)));
  const journal = await Journal.open(path, now);
  const kept = journal.state.waiting.map(({ sale }) => sale.saleId as string);
  expect(kept).toEqual(expect.arrayContaining(told));
  // At most the one that each kill has come between.
  expect(kept.length - told.length).toBeLessThanOrEqual(3);
  const lease = leaseFor(journal.state.journalId ?? '', 'lse_after');
  await journal.keep(lease);
  expect(await journal.sell(lease.id, saleOf(0, { saleId: 'sal_after' }))).toBeNull();
  await journal.close();
}, 30_000);
