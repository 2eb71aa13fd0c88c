import { setTimeout as delay } from 'node:timers/promises';

const everyMs = 20;

/**
 * Runs the check until it stops throwing and answers what it answered. Throws its last failure after `withinMs`
 * (5 s). Put the expectations into the check.
 */
export async function eventually<Value>(
  check: () => Value | Promise<Value>,
  withinMs = 5_000,
): Promise<Value> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() >= deadline) throw error;
      await delay(everyMs);
    }
  }
}
