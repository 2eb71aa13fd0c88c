import { defineConfig } from 'vitest/config';
import { TestOrder } from './tools/src/test-order.ts';

const engines = './tools/src/engines/vitest-setup.ts';

/** Specs that hold a time against a bar: nothing else may slow their windows. */
const timed = ['package', 'sell', 'sign-in', 'tills'].map((name) => `desktop/e2e/${name}.spec.ts`);

/** Two windows share the processor with whatever runs beside them: a poll that gives up after a second would lie. */
const windows = {
  environment: 'node',
  globalSetup: [engines, './desktop/e2e/harness/build-once.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
} as const;
const patience = { poll: { timeout: 10_000 } };

/** One project per environment. `npm test` runs them all; `vitest --project api` runs one. */
export default defineConfig({
  test: {
    reporters: [['default', { summary: false }]],
    dangerouslyIgnoreUnhandledErrors: false,
    // Tests mostly wait for engines; by itself vitest leaves one core of two unused.
    maxWorkers: 2,
    sequence: { sequencer: TestOrder },
    projects: [
      { test: { name: 'shared', include: ['shared/src/**/*.test.ts'], environment: 'node' } },
      {
        test: {
          name: 'api',
          include: ['api/src/**/*.test.ts', 'api/test/**/*.test.ts'],
          environment: 'node',
          globalSetup: [engines],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'tools',
          include: ['tools/src/**/*.test.ts'],
          environment: 'node',
          globalSetup: [engines],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'desktop',
          include: ['desktop/src/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          // One window per worker instead of one per file, each file still with globals of its own: half the time.
          pool: 'vmThreads',
          // contrast.test.ts measures the real tokens; without this every stylesheet reads as empty.
          css: true,
        },
      },
      {
        test: {
          ...windows,
          name: 'e2e',
          include: ['desktop/e2e/**/*.spec.ts'],
          exclude: timed,
          expect: patience,
        },
      },
      // vitest runs files without parallelism alone.
      { test: { ...windows, name: 'e2e-timed', include: timed, expect: patience, fileParallelism: false } },
    ],
  },
});
