/** The checks that need no engine: each is an npm script, timed in one line, its output shown only if it fails. */
import { checkoutFolder } from '../checkout.ts';
import { run } from '../runtimes/run.ts';

/** The build comes last: what does not compile is better told by the type checker. */
const steps = ['secrets', 'lint', 'format', 'types', 'build'] as const;

export type CheckTally = { readonly passed: number; readonly failed: number };

/** Runs every step, also after one that failed. */
export async function runChecks(say: (line: string) => void): Promise<CheckTally> {
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
  return { passed: steps.length - failed, failed };
}
