import { setTimeout as delay } from 'node:timers/promises';

const limitMs = 10_000;
const everyMs = 20;

/** Asks until it is answered, here and outside of a test; throws the last complaint after ten seconds. */
export async function until<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (const endsAt = Date.now() + limitMs; ; await delay(everyMs)) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > endsAt) throw error;
    }
  }
}
