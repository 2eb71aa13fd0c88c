/** A cashier at work while somebody throws bad tokens at the server. */
import { randomBytes } from 'node:crypto';
import { keyRing } from '@foyer/api/http/authenticate';
import { Secret } from '@foyer/api/platform/secret';
import { requireAll, startLoad } from '../load/load.ts';
import type { Outcome, Step } from '../load/job.ts';
import { type Row, type Settings, scaled } from '../row.ts';
import { atMost, figure } from '../rounds.ts';
import { crowd, crowdOf } from '../stage/people.ts';
import { onStage, type Stage } from '../stage/stage.ts';
import { quantile } from '../statistics.ts';
import { groupsOf, holdCall, mapCall, pick, showsFor } from './calls.ts';

const hallSize = 480;
const floodConnections = 32;
export const flood: Row = {
  name: 'flood',
  title: 'a cashier’s hold under a flood of bad tokens over 32 connections ÷ in quiet',
  measure: (settings) => onStage(settings.folder, (stage) => measure(stage, settings)),
};

async function measure(stage: Stage, settings: Settings) {
  const count = scaled(500, settings, 100);
  const server = await stage.addServer();
  const flooding = startLoad();
  stage.onEnd(flooding.stop);
  const chains = badTokens().map((step) => [step]);
  const origins = [server.origin];

  const cashier = async (): Promise<number> => {
    const shows = await stage.halls.add(showsFor(count, hallSize), hallSize);
    const people = crowd('CASHIER');
    const warm = shows.map(({ id }) => [mapCall(id)]);
    await stage.load.run({ origins, connections: 1, chains: warm });
    const holds = groupsOf(shows, 1, count).map(({ showtimeId, seats }, index) => [
      holdCall(showtimeId, seats, pick(people, index)),
    ]);
    const outcome = await stage.load.run({ origins, connections: 1, chains: holds });
    requireAll(outcome, 0, 201);
    return quantile(outcome.latencies[0] ?? [], 0.99);
  };

  const rounds: { quiet: number; flooded: number; rate: number }[] = [];
  for (let round = -1; round < settings.rounds; round += 1) {
    const quiet = await cashier();
    await stage.drained();
    const running = flooding.run({
      origins,
      connections: floodConnections,
      chains,
      untilStopped: true,
    });
    // Where the cashier fails, that is what the bench says.
    running.catch(() => undefined);
    const flooded = await cashier();
    flooding.enough();
    const outcome = await running;
    await stage.drained();
    if (round >= 0) rounds.push({ quiet, flooded, rate: rateOf(outcome) });
  }
  const ratio = figure(
    { label: 'p99 ratio', unit: '' },
    rounds.map(({ quiet, flooded }) => flooded / quiet),
  );
  const of = (label: string, unit: string, field: keyof (typeof rounds)[number]) =>
    figure(
      { label, unit },
      rounds.map((round) => round[field]),
    );
  return {
    rounds: settings.rounds,
    figures: [
      ratio,
      of('p99 of a hold in quiet', 'ms', 'quiet'),
      of('p99 of a hold under the flood', 'ms', 'flooded'),
      of('bad tokens', 'requests/s', 'rate'),
    ],
    bars: [atMost(ratio, 3)],
    notes: [
      `${count} one-seat holds a round, one after the other on one connection; quiet and flooded rounds take turns.`,
      'The flood shares the machine’s cores with the server and its engines, and no limit stops it: loopback has none.',
    ],
  };
}

/** Refusals per second; throws where a bad token was answered with anything else. */
function rateOf(outcome: Outcome): number {
  requireAll(outcome, 0, 401);
  return ((outcome.statuses[0]?.['401'] ?? 0) / outcome.ms) * 1_000;
}

/** Tokens that cost the server most: whole, of the right key id, with a signature that has to be computed. */
function badTokens(): readonly Step[] {
  const keys = keyRing([{ kid: 'main', secret: new Secret(randomBytes(32).toString('hex')) }]);
  return crowdOf(2_000, 'ADMIN', keys).map((headers) => ({
    method: 'GET',
    path: '/api/me',
    headers,
    body: null,
  }));
}
