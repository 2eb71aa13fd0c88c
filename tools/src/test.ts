/**
 * `npm test`: names the engines it uses, runs the checks, then every test on the real engines. Arguments go to vitest
 * (`npm test -- --project api`). The last line is `N passed, N failed`; a failed check counts as a failed test.
 */
import { parseCLI, startVitest } from 'vitest/node';
import { checkoutFolder } from './checkout.ts';
import { runChecks } from './check/steps.ts';
import { findElectron } from './runtimes/electron.ts';
import { findMongodProgram } from './runtimes/mongod.ts';
import { findRedisProgram } from './runtimes/redis-server.ts';
import { describe } from './runtimes/runtime.ts';
import { tally, TestReporter, type TestTally } from './test-reporter.ts';

const say = (line: string) => console.log(line);

async function nameRuntimes(): Promise<void> {
  const source = process.execPath.includes('node_modules') ? 'from the package node' : 'on PATH';
  say(`node ${process.versions.node} ${source}`);
  say(describe(await findMongodProgram()));
  say(describe(await findRedisProgram()));
  await findElectron({ say });
}

async function runTests(args: readonly string[]): Promise<TestTally> {
  const { filter, options } = parseCLI(['vitest', 'run', ...args]);
  const vitest = await startVitest(filter, {
    ...options,
    root: checkoutFolder,
    watch: false,
    reporters: [new TestReporter()],
  });
  const { state } = vitest;
  const counted = tally(state.getTestModules(), options.testNamePattern !== undefined);
  const failed = counted.failed + state.getUnhandledErrors().length;
  await vitest.close();
  // A filter that matches nothing must not look like a success.
  return { passed: counted.passed, failed: counted.passed + failed === 0 ? 1 : failed };
}

async function main(): Promise<number> {
  let failed = 0;
  let passed = 0;
  try {
    await nameRuntimes();
    const checks = await runChecks(say);
    failed += checks.failed;
    const tests = await runTests(process.argv.slice(2));
    passed += tests.passed;
    failed += tests.failed;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    failed += 1;
  }
  say(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
