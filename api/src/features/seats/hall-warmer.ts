import type { ShowtimeId } from '@foyer/shared/ids';

const atOnce = 8;

/** One run: hydrates the halls that people are about to ask for, a few at a time. A live hall costs one short call. */
export async function warmHalls(
  showtimeIds: readonly ShowtimeId[],
  ensure: (showtimeId: ShowtimeId) => Promise<void>,
): Promise<void> {
  const waiting = [...showtimeIds];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await ensure(next);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
