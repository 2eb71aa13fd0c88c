/**
 * `npm run bench`: measures each row, prints its figures and bars, and keeps them as JSON in `.foyer/bench`.
 * `-- --row NAME` runs one (again for more), `--rounds N` and `--scale 0.1` are for trying things out.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { readBenchOptions } from './bench/options.ts';
import { reportLines, tableRows } from './bench/report.ts';
import type { RowResult } from './bench/row.ts';
import { rows } from './bench/rows.ts';
import { stateFolder } from './checkout.ts';

type Kept = RowResult & {
  readonly name: string;
  readonly title: string;
  readonly startedAt: string;
  readonly seconds: number;
  /** One-minute load average of the machine just before and just after. */
  readonly machineLoad: { readonly before: number; readonly after: number };
};

async function main(): Promise<void> {
  const options = readBenchOptions(
    process.argv.slice(2),
    rows.map(({ name }) => name),
  );
  const startedAt = new Date();
  const folder = join(stateFolder, 'bench', startedAt.toISOString().replaceAll(/[:.]/g, '-'));
  await mkdir(folder, { recursive: true });
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model,
    memoryBytes: totalmem(),
    node: process.version,
  };
  console.log(`bench on ${machine.cpus} × ${machine.model}, Node ${machine.node}`);
  const results: Kept[] = [];
  for (const row of rows) {
    if (options.rows.length > 0 && !options.rows.includes(row.name)) continue;
    const before = loadavg()[0] ?? 0;
    console.log(`\n${row.name}: ${row.title}`);
    const rowStartedAt = new Date();
    const result = await row.measure({ rounds: options.rounds, scale: options.scale, folder });
    const seconds = Math.round((Date.now() - rowStartedAt.getTime()) / 1_000);
    const machineLoad = { before, after: loadavg()[0] ?? 0 };
    for (const line of reportLines(result)) console.log(line);
    console.log(`  ${result.rounds} rounds in ${seconds} s, load average ${before.toFixed(2)} before`);
    results.push({
      name: row.name,
      title: row.title,
      startedAt: rowStartedAt.toISOString(),
      seconds,
      machineLoad,
      ...result,
    });
    // Kept after each row: a bench that is interrupted has measured something.
    await writeFile(
      join(folder, 'results.json'),
      `${JSON.stringify({ machine, options, rows: results }, null, 2)}\n`,
    );
    await writeFile(
      join(folder, 'table.md'),
      `${results.flatMap((kept) => tableRows(kept.name, kept)).join('\n')}\n`,
    );
  }
  console.log(`\nresults in ${join(folder, 'results.json')}`);
}

await main();
