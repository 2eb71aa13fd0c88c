/** Finding and holding the best two seats in halls that are nearly empty, half full and nearly full. */
import { requireAll } from '../load/load.ts';
import { quantile } from '../statistics.ts';
import { type Figure, type Row, type Settings, scaled } from '../row.ts';
import { figure } from '../rounds.ts';
import { crowd } from '../stage/people.ts';
import { onStage, type Stage } from '../stage/stage.ts';
import { bestCall, mapCall, pick, releaseCall } from './calls.ts';

const hallSize = 480;
const connections = 16;
const callsPerHall = 4;

export const bestAvailable: Row = {
  name: 'best-available',
  title: 'best-available calls per second at 10 %, 50 % and 95 % full',
  measure: (settings) => onStage(settings.folder, (stage) => measure(stage, settings)),
};

async function measure(stage: Stage, settings: Settings) {
  const { load } = stage;
  const halls = scaled(80, settings, 10);
  const server = await stage.addServer();
  const origins = [server.origin];
  const levels = [];
  for (const full of [0.1, 0.5, 0.95]) {
    const shows = await stage.halls.add(halls, hallSize, full);
    levels.push({ full, shows, rates: [] as number[], p99: [] as number[] });
  }
  const people = crowd('USER');
  for (let round = -1; round < settings.rounds; round += 1) {
    for (const { shows, rates, p99 } of levels) {
      await load.run({ origins, connections: 4, chains: shows.map(({ id }) => [mapCall(id)]) });
      const calls = Array.from({ length: halls * callsPerHall }, (_, index) => ({
        id: pick(shows, index).id,
        headers: pick(people, index),
      }));
      const chains = calls.map(({ id, headers }) => [bestCall(id, 2, headers)]);
      const outcome = await load.run({ origins, connections, chains });
      requireAll(outcome, 0, 201);
      // Given back outside the clock, so that every round meets the same hall.
      const back = calls.map(({ id, headers }, at) => [releaseCall(id, outcome.holdIds[at] ?? '', headers)]);
      requireAll(await load.run({ origins, connections, chains: back }), 0, 200);
      await stage.drained();
      if (round < 0) continue;
      rates.push((calls.length / outcome.ms) * 1_000);
      p99.push(quantile(outcome.latencies[0] ?? [], 0.99));
    }
  }
  const figures = levels.flatMap(({ full, rates, p99 }): Figure[] => [
    figure({ label: `${full * 100} % full`, unit: 'calls/s' }, rates),
    figure({ label: `${full * 100} % full, p99`, unit: 'ms' }, p99),
  ]);
  return {
    rounds: settings.rounds,
    figures,
    bars: [],
    notes: [
      `Two seats a call in halls of ${hallSize}, ${halls * callsPerHall} calls a round over ${halls} halls, ${connections} connections; taken seats are spread evenly.`,
    ],
  };
}
