/** A hold over HTTP with everything around it, against the same script behind bare Koa. */
import { requireAll } from '../load/load.ts';
import { type Row, type Settings, scaled } from '../row.ts';
import { atLeast, figure, takeTurns } from '../rounds.ts';
import { bareHalls } from '../stage/bare-halls.ts';
import { serveBaseline } from '../stage/baseline.ts';
import { cpuMsOf } from '../stage/cpu.ts';
import { crowd } from '../stage/people.ts';
import { onStage, type Stage } from '../stage/stage.ts';
import { groupsOf, holdCall, mapCall, pick, showsFor } from './calls.ts';

const hallSize = 480;
const connections = 32;

export const holdEndpoint: Row = {
  name: 'hold-endpoint',
  title: 'hold endpoint ÷ bare Koa + ioredis + the same script',
  measure: (settings) => onStage(settings.folder, (stage) => measure(stage, settings)),
};

async function measure(stage: Stage, settings: Settings) {
  const { load, engines } = stage;
  const count = scaled(5_760, settings, 480);
  const server = await stage.addServer();
  const bare = await bareHalls(stage);
  const baseline = await serveBaseline(stage, 'bare-hold', {
    REDIS_URL: engines.redis.url,
    RUN_ID: bare.runId,
    NAMESPACE: bare.namespace,
  });
  const undrained: number[] = [];
  const micros: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
  const perHold = (fromMs: number, toMs: number): number => ((toMs - fromMs) / count) * 1_000;

  const ours = async (): Promise<number> => {
    const shows = await stage.halls.add(showsFor(count, hallSize), hallSize);
    const maps = shows.map(({ id }) => [mapCall(id)]);
    await load.run({ origins: [server.origin], connections: 4, chains: maps });
    const people = crowd('USER');
    const chains = groupsOf(shows, 1, count).map(({ showtimeId, seats }, index) => [
      holdCall(showtimeId, seats, pick(people, index)),
    ]);
    await stage.drained();
    const cpuBefore = await cpuMsOf(server.pid);
    const startedAt = performance.now();
    const outcome = await load.run({ origins: [server.origin], connections, chains });
    requireAll(outcome, 0, 201);
    await stage.drained();
    // What happens between the last answer and the last audit entry counts.
    const drainMs = performance.now() - startedAt - outcome.ms;
    micros.ours.push(perHold(cpuBefore, await cpuMsOf(server.pid)));
    undrained.push((count / outcome.ms) * 1_000);
    return (count / (outcome.ms + drainMs)) * 1_000;
  };
  const theirs = async (): Promise<number> => {
    const shows = await stage.halls.add(showsFor(count, hallSize), hallSize);
    for (const { id } of shows) await bare.open(id);
    const chains = groupsOf(shows, 1, count).map(({ showtimeId, seats }) => [
      holdCall(showtimeId, seats, { 'content-type': 'application/json' }),
    ]);
    const cpuBefore = await cpuMsOf(baseline.pid);
    const outcome = await load.run({ origins: [baseline.origin], connections, chains });
    micros.theirs.push(perHold(cpuBefore, await cpuMsOf(baseline.pid)));
    requireAll(outcome, 0, 201);
    return (count / outcome.ms) * 1_000;
  };
  const { figures, ratio } = await takeTurns(
    settings.rounds,
    { label: 'hold endpoint, drained', unit: 'holds/s', run: ours },
    { label: 'bare Koa', unit: 'holds/s', run: theirs },
  );
  return {
    rounds: settings.rounds,
    figures: [
      ratio,
      ...figures,
      figure({ label: 'hold endpoint, until answered', unit: 'holds/s' }, undrained.slice(1)),
      figure({ label: 'CPU of the server with its workers', unit: 'µs/hold' }, micros.ours.slice(1)),
      figure({ label: 'CPU of bare Koa', unit: 'µs/hold' }, micros.theirs.slice(1)),
    ],
    bars: [atLeast(ratio, 0.6), atLeast(ratio, 0.75)],
    notes: [
      `${count} one-seat holds a round on fresh seats of ${hallSize}-seat halls, ${connections} connections; API and workers in one process.`,
      'Time runs until the audit has every hold and the stream has no entry waiting.',
    ],
  };
}
