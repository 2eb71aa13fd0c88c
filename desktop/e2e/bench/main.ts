/**
 * `npm run bench:desktop`: measures the counter in the real Electron against the real API, as `npm run bench` does the
 * server. `-- --row NAME` runs one row, `--rounds N` and `--scale 0.1` are for trying things out, `--minutes 60` watches
 * the memory of the page for so long.
 */
import { runBench } from '@foyer/tools/bench/run';
import { busyHall } from './busy-hall.ts';
import { fourKeys } from './four-keys.ts';
import { keyToFrame } from './key-to-frame.ts';
import { pageMemory } from './page-memory.ts';
import { start } from './start.ts';

await runBench([keyToFrame, busyHall, start, pageMemory, fourKeys], process.argv.slice(2));
