/** What one call costs in halls of different size, one caller at a time. */
import { requireAll } from '../load/load.ts';
import { quantile } from '../statistics.ts';
import { type Figure, type Row, type Settings, scaled } from '../row.ts';
import { figure } from '../rounds.ts';
import { crowd } from '../stage/people.ts';
import { onStage, type Stage } from '../stage/stage.ts';
import { bestCall, groupsOf, holdCall, mapCall, pick } from './calls.ts';

const sizes = [60, 480, 2_000, 20_000] as const;
const kinds = ['hold', 'map after a change', 'best available'] as const;

export const hallSize: Row = {
  name: 'hall-size',
  title: 'cost against hall size: 60, 480, 2,000 and 20,000 seats',
  measure: (settings) => onStage(settings.folder, (stage) => measure(stage, settings)),
};

async function measure(stage: Stage, settings: Settings) {
  const { load } = stage;
  const calls = scaled(24, settings, 6);
  const origins = [(await stage.addServer()).origin];
  // Staff, each for himself: a customer may hold few seats, and all of them together not the whole hall.
  const people = crowd('CASHIER');
  const medians = new Map<string, number[]>();
  const note = (size: number, kind: (typeof kinds)[number], sorted: readonly number[] | undefined): void => {
    const label = labelOf(size, kind);
    medians.set(label, [...(medians.get(label) ?? []), quantile(sorted ?? [], 0.5)]);
  };
  for (let round = -1; round < settings.rounds; round += 1) {
    for (const size of sizes) {
      const shows = await stage.halls.add(1, size);
      const show = pick(shows, 0);
      await load.run({ origins, connections: 1, chains: [[mapCall(show.id)]] });
      const chains = groupsOf(shows, 1, calls).map(({ showtimeId, seats }, index) => [
        holdCall(showtimeId, seats, pick(people, index)),
        mapCall(showtimeId),
      ]);
      const outcome = await load.run({ origins, connections: 1, chains });
      requireAll(outcome, 0, 201);
      requireAll(outcome, 1, 200);
      // After the others: what it picks must not be what they come for.
      const best = chains.map((_, index) => [bestCall(show.id, 1, pick(people, index))]);
      const chosen = await load.run({ origins, connections: 1, chains: best });
      requireAll(chosen, 0, 201);
      await stage.drained();
      if (round < 0) continue;
      const measured = [...outcome.latencies, ...chosen.latencies];
      for (const [step, kind] of kinds.entries()) note(size, kind, measured[step]);
    }
  }
  const figures = kinds.flatMap((kind) =>
    sizes.map((size): Figure => {
      const label = labelOf(size, kind);
      return figure({ label, unit: 'ms' }, medians.get(label) ?? []);
    }),
  );
  return {
    rounds: settings.rounds,
    figures,
    bars: [],
    notes: [
      `The median of ${calls} calls in each round, one connection. Every map was changed by the hold before it, so nothing is served from memory.`,
      'The importer takes halls of up to 2,000 seats; the hall of 20,000 is written past it.',
    ],
  };
}

function labelOf(size: number, kind: (typeof kinds)[number]): string {
  return `${kind}, ${size.toLocaleString('en')} seats`;
}
