/** The checks that need no engine: each is an npm script, timed in one line, its output shown only if it fails. */
import { checkoutFolder } from '../checkout.ts';
import { run } from '../runtimes/run.ts';

/**
 * Two lanes, which run side by side: alone, none of these uses two cores all the time. The build comes after the type
 * checker, which tells better what does not compile.
 */
const lanes = [
  ['types', 'build'],
  ['secrets', 'lint', 'format'],
] as const;

export type CheckTally = { readonly passed: number; readonly failed: number };

/** Runs every step, also after one that failed. */
export async function runChecks(say: (line: string) => void): Promise<CheckTally> {
  const failures = await Promise.all(lanes.map((steps) => runLane(steps, say)));
  const failed = failures.reduce((sum, each) => sum + each, 0);
  return { passed: lanes.flat().length - failed, failed };
}

/** Answers how many steps failed. */
async function runLane(steps: readonly string[], say: (line: string) => void): Promise<number> {
  let failed = 0;
  for (const step of steps) {
    const startedAt = performance.now();
    const { code, stdout, stderr } = await run('npm', ['run', '--silent', step], { cwd: checkoutFolder });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    say(`${step.padEnd(7)} ${code === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
    if (code === 0) continue;
    failed += 1;
    say(`${stdout}${stderr}`.trimEnd());
  }
  return failed;
}
