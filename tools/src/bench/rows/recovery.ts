/** How long a crash of the API and an emptied Redis are felt. */
import { type Row, type Settings } from '../row.ts';
import { atMost, figure } from '../rounds.ts';
import { crowd } from '../stage/people.ts';
import { soon, spawnServer } from '../stage/server.ts';
import { onStage, type Stage } from '../stage/stage.ts';
import { freePort } from '../../engines/ports.ts';
import type { Step } from '../load/job.ts';
import { confirmCall, holdCall, mapCall, pick } from './calls.ts';

export const recovery: Row = {
  name: 'recovery',
  title: 'kill -9 of the API → next correct answer; FLUSHALL → first correct hold',
  measure: (settings) => onStage(settings.folder, (stage) => measure(stage, settings)),
};

async function measure(stage: Stage, settings: Settings) {
  const [show] = await stage.halls.add(1, 480);
  if (!show) throw new Error('no hall was made');
  const options = { ...stage.serverOptions, port: await freePort() };
  const start = () => spawnServer(options);
  const headers = pick(crowd('CASHIER'), 0);
  let server = await start();
  stage.onEnd(() => server.stop());
  const { origin } = server;
  await soon(() => answerOf(origin, mapCall(show.id), 200));
  const sold = show.seats[0];
  if (!sold) throw new Error('the hall has no seats');
  const held = (await answerOf(origin, holdCall(show.id, [sold], headers), 201)) as { hold: { id: string } };
  const sale = confirmCall(show.id, headers);
  await answerOf(origin, { ...sale, body: JSON.stringify({ holdId: held.hold.id }) }, 201);

  const afterKill: number[] = [];
  const afterFlush: number[] = [];
  for (let round = 0; round < settings.rounds; round += 1) {
    const [one, other] = [show.seats[2 * round + 1], show.seats[2 * round + 2]];
    if (!one || !other) throw new Error('there are too few seats for so many rounds');
    await server.kill();
    const killedAt = performance.now();
    server = await start();
    await soon(() => answerOf(origin, holdCall(show.id, [one], headers), 201));
    afterKill.push(performance.now() - killedAt);
    await answerOf(origin, holdCall(show.id, [sold], headers), 409);

    await stage.redis.flushall();
    const flushedAt = performance.now();
    await soon(() => answerOf(origin, holdCall(show.id, [other], headers), 201));
    afterFlush.push(performance.now() - flushedAt);
    // Correct is: what was sold before is refused.
    await answerOf(origin, holdCall(show.id, [sold], headers), 409);
  }
  const killed = figure({ label: 'kill -9 → first correct hold', unit: 'ms' }, afterKill);
  const flushed = figure({ label: 'FLUSHALL → first correct hold', unit: 'ms' }, afterFlush);
  return {
    rounds: settings.rounds,
    figures: [killed, flushed],
    bars: [atMost(killed, 1_000), atMost(flushed, 200)],
    notes: [
      'From the kill, with the start of the new process in it; a seat sold before is refused each time.',
    ],
  };
}

/** The body of the reply. Throws where nobody answers or the status is another one. */
async function answerOf(
  origin: string,
  { method, path, headers, body }: Step,
  status: number,
): Promise<unknown> {
  const reply = await fetch(`${origin}${path}`, { method, headers, body });
  const answer: unknown = await reply.json();
  if (reply.status !== status) throw new Error(`${method} ${path} answered ${reply.status}, not ${status}`);
  return answer;
}
