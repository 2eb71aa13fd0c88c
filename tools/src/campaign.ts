/** `npm run campaign`: see docs/campaign.md. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type CampaignResult, runCampaign } from './campaign/campaign.ts';
import { verdictLines } from './campaign/checker/print-verdict.ts';
import { describeViolation, type Violation } from './campaign/checker/violation.ts';
import { faultTable } from './campaign/nemesis/fault-table.ts';
import { type Fault, faultsFor } from './campaign/nemesis/faults.ts';
import { planStrikes } from './campaign/nemesis/nemesis.ts';
import { type CampaignRequest, readCampaignOptions } from './campaign/options.ts';
import { randomStream } from './campaign/random.ts';
import { asKept, compareHistories, type Planned } from './campaign/replay.ts';
import { judgeStrength, strikesIn, wholeRun } from './campaign/strength.ts';
import { brokenBy } from './campaign/sabotage.ts';
import { startLocalSystem } from './campaign/system/local-system.ts';
import { startStackSystem } from './campaign/system/stack-system.ts';
import type { SystemUnderTest } from './campaign/system/system-under-test.ts';
import { stateFolder } from './checkout.ts';
import { listenForInterruption } from './start/interruption.ts';

const say = (line: string): void => console.log(line);

/** Answers the exit code. */
async function main(): Promise<number> {
  const interruption = listenForInterruption(say);
  let system: SystemUnderTest | undefined;
  try {
    const folder = join(stateFolder, 'campaign');
    await mkdir(folder, { recursive: true });
    const keptFile = (seed: number): string => join(folder, `seed-${seed}.jsonl`);
    const request = await asKept(readCampaignOptions(process.argv.slice(2)), keptFile);
    const { operations, seed, actors, sabotage } = request;
    const isReplay = request.replay !== undefined;
    const historyFile = isReplay ? join(folder, `seed-${seed}-replay.jsonl`) : keptFile(seed);
    system = await start(request);
    interruption.check();
    say(`logs ${system.logs}`);
    const strikes = strikesOf(request, faultsFor(system));
    const result = await interruption.during(
      runCampaign(system, { operations, seed, actors, strikes, sabotage, historyFile, say }),
    );
    const code = report(request, strikes, result);
    if (isReplay) say(await compareHistories(keptFile(seed), historyFile));
    return code;
  } catch (error) {
    if (interruption.isAsked()) return 130;
    console.error(error instanceof Error ? error.message : String(error));
    return 2;
  } finally {
    await system?.stop();
  }
}

function start({ nodes, stack }: CampaignRequest): Promise<SystemUnderTest> {
  if (!stack) return startLocalSystem({ nodes, workers: 1 });
  return startStackSystem({ nodes, workers: 2, ...stack });
}

/** Those of the kept history in their order, or drawn from the seed. */
function strikesOf(request: Planned, faults: readonly Fault[]): readonly Fault[] {
  if (!request.withFaults) return [];
  const { seed, operations, strikes } = request;
  if (strikes) return strikes.flatMap((name) => faults.find((fault) => fault.name === name) ?? []);
  const wanted = faults.filter(({ name }) => name.includes(request.only));
  return planStrikes(wanted, { each: strikesIn(operations), random: randomStream(seed, 'nemesis') });
}

function report(
  { operations, sabotage }: CampaignRequest,
  strikes: readonly Fault[],
  { verdict, struck, operationsPerSecond }: CampaignResult,
): number {
  for (const line of faultTable(struck)) say(line);
  for (const [why, count] of verdict.shares.refusals) say(`  ${why} ${count}`);
  say(`${operationsPerSecond.toFixed(0)} operations/s`);
  const names = [...new Set(strikes.map(({ name }) => name))];
  const { lacks, scale } = judgeStrength(verdict.shares, { operations, faults: names, struck });
  if (names.length > 0) for (const line of [scale, ...lacks.map((lack) => `weak: ${lack}`)]) say(line);
  for (const line of verdictLines(verdict)) say(line);
  if (!sabotage) {
    const isTooWeak = operations >= wholeRun && lacks.length > 0;
    return verdict.violations.length === 0 && !isTooWeak ? 0 : 1;
  }
  // Of several that prove it, the one that names most.
  const proofs = verdict.violations.filter(({ invariant }) => brokenBy[sabotage].includes(invariant));
  const [first] = proofs.toSorted((one, other) => named(other) - named(one));
  say(first ? `caught ${describeViolation(first)}` : `${sabotage} went unnoticed`);
  return first ? 0 : 1;
}

function named({ seats, bookings, operations }: Violation): number {
  return seats.length + bookings.length + operations.length;
}

process.exit(await main());
