import { expect } from 'vitest';

/** Runs it and expects its end within the time. */
export async function withinMs<Value>(limitMs: number, run: () => Promise<Value>): Promise<Value> {
  const startedAt = performance.now();
  const value = await run();
  expect(performance.now() - startedAt).toBeLessThan(limitMs);
  return value;
}
