/**
 * `npm run doctor`: what is on this machine and where it came from; for what is missing, the command that mends it.
 * `--fetch` fetches what is missing, `--measure` adds footprint and start times. Exits 1 if something is missing.
 */
import { parseArgs } from 'node:util';
import { examine } from './doctor/checks.ts';
import { footprint } from './doctor/footprint.ts';
import { measureStartTimes } from './doctor/start-times.ts';

const values = readOptions();

const findings = await examine(values.fetch || values.measure);
for (const finding of findings) {
  if (finding.isThere) console.log(`ok       ${finding.line}`);
  else console.log(`missing  ${finding.line}\n         mend it: ${finding.remedy}`);
}
const isWhole = findings.every(({ isThere }) => isThere);
if (values.measure && isWhole) await printMeasurements();
process.exitCode ??= isWhole ? 0 : 1;

function readOptions(): { readonly fetch: boolean; readonly measure: boolean } {
  try {
    return parseArgs({
      options: { fetch: { type: 'boolean', default: false }, measure: { type: 'boolean', default: false } },
    }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

async function printMeasurements(): Promise<void> {
  for (const line of await footprint()) console.log(`size     ${line}`);
  try {
    const times = await measureStartTimes();
    const ms = (value: number) => `${Math.round(value)} ms`;
    console.log(`time     engines up ${ms(times.enginesMs)}`);
    console.log(`time     API ready ${ms(times.apiReadyMs)} after the engines`);
    console.log(`time     npm start -- --headless --fresh ${ms(times.allReadyMs)}`);
    console.log(`time     window usable ${ms(times.windowUsableMs)} after launch`);
  } catch (error) {
    console.error(
      `The start could not be measured: ${error instanceof Error ? error.message : String(error)}`,
    );
    process.exitCode = 1;
  }
}
