/** `npm run campaign`: see docs/campaign.md. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runCampaign } from './campaign/campaign.ts';
import { verdictLines } from './campaign/checker/print-verdict.ts';
import { describeViolation, type Violation } from './campaign/checker/violation.ts';
import { faultTable } from './campaign/nemesis/fault-table.ts';
import { faults } from './campaign/nemesis/faults.ts';
import { sabotages } from './campaign/sabotage.ts';
import { startLocalSystem } from './campaign/system/local-system.ts';
import { stateFolder } from './checkout.ts';

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    nodes: { type: 'string', default: '1' },
    actors: { type: 'string', default: '24' },
    'no-faults': { type: 'boolean', default: false },
    sabotage: { type: 'string' },
  },
});
const sabotage = sabotages.find((kind) => kind === values.sabotage);
if (values.sabotage !== undefined && !sabotage) {
  console.error(`--sabotage takes one of ${sabotages.join(', ')}.`);
  process.exit(2);
}
const folder = join(stateFolder, 'campaign');
await mkdir(folder, { recursive: true });
const system = await startLocalSystem({ nodes: Number(values.nodes), workers: 1 });
console.log(`logs ${system.logs}`);
try {
  const operations = Number(values.operations);
  const { verdict, struck, operationsPerSecond } = await runCampaign(system, {
    operations,
    seed: Number(values.seed),
    actors: Number(values.actors),
    faults: values['no-faults'] || sabotage ? [] : faults,
    sabotage,
    each: Math.max(1, Math.round((20 * operations) / 1_000_000)),
    historyFile: join(folder, `seed-${values.seed}.jsonl`),
    say: (line) => console.log(line),
  });
  for (const line of faultTable(struck)) console.log(line);
  for (const [why, count] of verdict.shares.refusals) console.log(`  ${why} ${count}`);
  console.log(`${operationsPerSecond.toFixed(0)} operations/s`);
  for (const line of verdictLines(verdict)) console.log(line);
  if (sabotage) {
    // Of several that prove it, the one that names most.
    const [first] = verdict.violations.toSorted((one, other) => named(other) - named(one));
    console.log(first ? `caught ${describeViolation(first)}` : `${sabotage} went unnoticed`);
    process.exitCode = first ? 0 : 1;
  } else {
    process.exitCode = verdict.violations.length === 0 ? 0 : 1;
  }
} finally {
  await system.stop();
}

function named({ seats, bookings, operations }: Violation): number {
  return seats.length + bookings.length + operations.length;
}
