/** What open holds weigh. */
import { readFile } from 'node:fs/promises';
import { partitions, seatKeys } from '@foyer/api/features/seats/seat-keys';
import { requireAll } from '../load/load.ts';
import { type Row, type Settings, scaled } from '../row.ts';
import { figure } from '../rounds.ts';
import { crowd } from '../stage/people.ts';
import { onStage, type Stage } from '../stage/stage.ts';
import { groupsOf, holdCall, mapCall, pick, showsFor } from './calls.ts';

const hallSize = 480;

export const holdMemory: Row = {
  name: 'hold-memory',
  title: 'memory per 1,000 open holds of 2 seats',
  measure: (settings) => onStage(settings.folder, (stage) => measure(stage, settings)),
};

async function measure(stage: Stage, settings: Settings) {
  const count = scaled(2_000, settings, 240);
  const server = await stage.addServer();
  const origins = [server.origin];
  const people = crowd('USER');
  const whole: number[] = [];
  const withoutEvents: number[] = [];
  const process: number[] = [];
  for (let round = -1; round < settings.rounds; round += 1) {
    const shows = await stage.halls.add(showsFor(count * 2, hallSize), hallSize);
    await stage.load.run({ origins, connections: 4, chains: shows.map(({ id }) => [mapCall(id)]) });
    const chains = groupsOf(shows, 2, count).map(({ showtimeId, seats }, index) => [
      holdCall(showtimeId, seats, pick(people, index)),
    ]);
    const before = await weigh(stage, server.pid);
    requireAll(await stage.load.run({ origins, connections: 16, chains }), 0, 201);
    await stage.drained();
    const after = await weigh(stage, server.pid);
    if (round < 0) continue;
    const perThousand = (bytes: number): number => ((bytes / count) * 1_000) / 1_024;
    whole.push(perThousand(after.redis - before.redis));
    withoutEvents.push(perThousand(after.redis - after.events - (before.redis - before.events)));
    process.push(perThousand(after.process - before.process));
  }
  return {
    rounds: settings.rounds,
    figures: [
      figure({ label: 'Redis, holds alone', unit: 'KiB' }, withoutEvents),
      figure({ label: 'Redis, with their events in the stream', unit: 'KiB' }, whole),
      figure({ label: 'API process, resident', unit: 'KiB' }, process),
    ],
    bars: [],
    notes: [
      `${count} holds a round. Events are cut a minute after the audit has them; the API keeps no holds, its growth is heap not yet collected.`,
    ],
  };
}

async function weigh({ redis, namespace }: Stage, pid: number) {
  const info = await redis.info('memory');
  const keys = seatKeys(namespace);
  const streams = await Promise.all(
    partitions.map((partition) => redis.call('MEMORY', 'USAGE', keys.events(partition), 'SAMPLES', '0')),
  );
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return {
    redis: Number(/used_memory:(\d+)/.exec(info)?.[1]),
    events: streams.reduce<number>((sum, bytes) => sum + Number(bytes ?? 0), 0),
    process: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) * 1_024,
  };
}
