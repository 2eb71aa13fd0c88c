/** Whole sales by HTTP: hold and confirm, one after the other, each by one buyer. */
import { requireAll } from '../load/load.ts';
import { crowd } from '../stage/people.ts';
import type { Stage } from '../stage/stage.ts';
import { confirmCall, groupsOf, holdCall, mapCall, pick, showsFor } from './calls.ts';

const hallSize = 480;
const seatsPerSale = 2;

export type Sold = { readonly answeredMs: number; readonly drainedMs: number };

/** Sells two seats so many times on fresh seats, and waits until outbox and stream are empty. */
export async function sellAll(
  stage: Stage,
  { origins, sales, connections }: { origins: readonly string[]; sales: number; connections: number },
): Promise<Sold> {
  const shows = await stage.halls.add(showsFor(sales * seatsPerSale, hallSize), hallSize);
  const maps = shows.map(({ id }) => [mapCall(id)]);
  await stage.load.run({ origins: [...origins], connections: 4, chains: maps });
  const people = crowd('CASHIER');
  const chains = groupsOf(shows, seatsPerSale, sales).map(({ showtimeId, seats }, index) => {
    const headers = pick(people, index);
    return [holdCall(showtimeId, seats, headers), confirmCall(showtimeId, headers)];
  });
  await stage.drained();
  const startedAt = performance.now();
  const outcome = await stage.load.run({ origins: [...origins], connections, chains });
  requireAll(outcome, 0, 201);
  requireAll(outcome, 1, 201);
  await stage.drained();
  return { answeredMs: outcome.ms, drainedMs: performance.now() - startedAt };
}
