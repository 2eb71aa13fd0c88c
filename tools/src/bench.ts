/**
 * `npm run bench`: measures each row, prints its figures and bars, and keeps them as JSON in `.foyer/bench`.
 * `-- --row NAME` runs one (again for more), `--rounds N` and `--scale 0.1` are for trying things out.
 */
import { runBench } from './bench/run.ts';
import { rows } from './bench/rows.ts';

await runBench(rows, process.argv.slice(2));
