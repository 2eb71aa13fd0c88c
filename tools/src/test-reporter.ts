/** vitest's own report of files and failures, without its closing table: `npm test` ends with one line of its own. */
import { DefaultReporter, type TestModule } from 'vitest/node';

export type TestTally = { readonly passed: number; readonly failed: number };

export class TestReporter extends DefaultReporter {
  constructor() {
    super({ summary: false });
  }

  override reportTestSummary(): void {
    this.log();
  }
}

/**
 * Counts tests. What failed outside of a test counts as one failure: a file that does not load, a hook. A test that
 * was skipped is one too, unless the caller asked for some tests by name.
 */
export function tally(modules: readonly TestModule[], isSelection: boolean): TestTally {
  let passed = 0;
  let failed = 0;
  for (const module of modules) {
    const states = [...module.children.allTests()]
      .map((test) => test.result().state)
      .filter((state) => state !== 'skipped' || !isSelection);
    const unsuccessful = states.filter((state) => state !== 'passed').length;
    passed += states.length - unsuccessful;
    failed += unsuccessful === 0 && module.state() === 'failed' ? 1 : unsuccessful;
  }
  return { passed, failed };
}
