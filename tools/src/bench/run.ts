/** Measures rows, prints their figures and bars, and keeps them as JSON and as a table in `.foyer/bench`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { stateFolder } from '../checkout.ts';
import { readBenchOptions } from './options.ts';
import { reportLines, tableRows } from './report.ts';
import type { Row, RowResult } from './row.ts';

type Kept = RowResult & {
  readonly name: string;
  readonly title: string;
  readonly startedAt: string;
  readonly seconds: number;
  /** One-minute load average of the machine just before and just after. */
  readonly machineLoad: { readonly before: number; readonly after: number };
};

/** Runs the rows that were asked for, one after the other; throws one sentence for arguments it does not understand. */
export async function runBench(rows: readonly Row[], args: readonly string[]): Promise<void> {
  const options = readBenchOptions(
    args,
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
    const { rounds, scale, minutes } = options;
    const result = await row.measure({ rounds, scale, minutes, folder });
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
