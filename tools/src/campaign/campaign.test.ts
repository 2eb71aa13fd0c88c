import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCampaign } from './campaign.ts';
import { describeViolation } from './checker/violation.ts';
import { faultsFor } from './nemesis/faults.ts';
import { startLocalSystem } from './system/local-system.ts';

/** The short form of `npm run campaign`: every kind of fault strikes, and every crash point is reached. */
test('a house that is killed, wiped and cut off sells no seat twice and loses no money', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-campaign-'));
  const system = await startLocalSystem({ nodes: 1, workers: 1 });
  try {
    const strikes = faultsFor(system);
    const { verdict, struck } = await runCampaign(system, {
      operations: 20_000,
      seed: 1,
      actors: 64,
      strikes,
      historyFile: join(folder, 'history.jsonl'),
      say: (line) => console.log(`campaign: ${line}`),
    });
    expect(verdict.violations.map(describeViolation)).toEqual([]);
    expect(verdict.isWhole).toBe(true);
    expect(new Set(struck.map(({ fault }) => fault)).size).toBe(strikes.length);
    expect(verdict.shares.acknowledgedWrites).toBeGreaterThan(5_000);
    expect(verdict.shares.paidSales).toBeGreaterThan(2_000);
  } finally {
    await system.stop();
    await rm(folder, { recursive: true, force: true });
  }
}, 600_000);
