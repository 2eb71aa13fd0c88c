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
/** The whole of 127/8 is this machine: the cashier's address is not the flood's, whose own is limited. */
const floodAddress = '127.0.0.2';

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

  const rounds: { quiet: number; flooded: number; rate: number; limited: number }[] = [];
  for (let round = -1; round < settings.rounds; round += 1) {
    const quiet = await cashier();
    await stage.drained();
    const running = flooding.run({
      origins,
      connections: floodConnections,
      chains,
      from: floodAddress,
      untilStopped: true,
    });
    // Where the cashier fails, that is what the bench says.
    running.catch(() => undefined);
    const flooded = await cashier();
    flooding.enough();
    const outcome = await running;
    await stage.drained();
    if (round >= 0) rounds.push({ quiet, flooded, ...rateOf(outcome) });
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
      of('of these turned away by the address limit', '%', 'limited'),
    ],
    bars: [atMost(ratio, 3)],
    notes: [
      `${count} one-seat holds a round, one after the other on one connection; quiet and flooded rounds take turns.`,
      `The flood shares the machine’s cores with the server and its engines; it comes from another address, under the limits as they are shipped.`,
    ],
  };
}

function rateOf({ statuses: [counts = {}], ms }: Outcome): { rate: number; limited: number } {
  const others = Object.keys(counts).filter((status) => status !== '401' && status !== '429');
  if (others.length > 0) throw new Error(`a bad token was answered with ${JSON.stringify(counts)}`);
  const [refused, limited] = [counts['401'] ?? 0, counts['429'] ?? 0];
  const all = refused + limited;
  return { rate: (all / ms) * 1_000, limited: (limited / all) * 100 };
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
