import { setTimeout as delay } from 'node:timers/promises';

const limitMs = 30_000;
const everyMs = 30;

/** Asks until the answer is yes; an error is a no. Throws after half a minute. */
export async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + limitMs;
  let trouble: unknown;
  const yes = async (): Promise<boolean> => {
    try {
      return await isSo();
    } catch (error) {
      trouble = error;
      return false;
    }
  };
  while (!(await yes())) {
    if (Date.now() > deadline)
      throw new Error(`It did not become so in ${limitMs / 1_000} s.`, { cause: trouble });
    await delay(everyMs);
  }
}
