/** A thousand people at one seat. */
import { quantile } from '../statistics.ts';
import { type Row, type Settings } from '../row.ts';
import { atMost, figure } from '../rounds.ts';
import { crowd } from '../stage/people.ts';
import { onStage, type Stage } from '../stage/stage.ts';
import { holdCall, mapCall, pick } from './calls.ts';

const callers = 1_000;
const connections = 64;

export const oneSeat: Row = {
  name: 'one-seat',
  title: '1,000 at one seat over 64 keep-alive connections',
  measure: (settings) => onStage(settings.folder, (stage) => measure(stage, settings)),
};

async function measure(stage: Stage, settings: Settings) {
  const server = await stage.addServer();
  const [show] = await stage.halls.add(1, 480);
  if (!show) throw new Error('no hall was made');
  await stage.load.run({ origins: [server.origin], connections: 1, chains: [[mapCall(show.id)]] });
  const people = crowd('USER');
  const all: number[] = [];
  const slowest: number[] = [];
  for (let round = -2; round < settings.rounds; round += 1) {
    const seat = pick(show.seats, round + 2);
    const chains = Array.from({ length: callers }, (_, index) => [
      holdCall(show.id, [seat], pick(people, index)),
    ]);
    const { statuses, ms, latencies } = await stage.load.run({
      origins: [server.origin],
      connections,
      chains,
    });
    const [counts = {}] = statuses;
    if (counts['201'] !== 1 || counts['409'] !== callers - 1) {
      throw new Error(`one winner and ${callers - 1} refusals were expected, got ${JSON.stringify(counts)}`);
    }
    if (round < 0) continue;
    all.push(ms);
    slowest.push(quantile(latencies[0] ?? [], 0.99));
  }
  const total = figure({ label: 'all answered after', unit: 'ms' }, all);
  return {
    rounds: settings.rounds,
    figures: [total, figure({ label: 'p99 of one answer', unit: 'ms' }, slowest)],
    bars: [atMost(total, 250)],
    notes: [
      'Every round had exactly 1 winner and 999 refusals 409; a round with anything else ends the bench.',
    ],
  };
}
