import { afterEach, expect, test } from 'vitest';
import { createLogger } from './logger.ts';
import { Periodic } from './periodic.ts';

const started: Periodic[] = [];
afterEach(async () => {
  for (const periodic of started.splice(0)) await periodic.stop();
});

/** A job whose runs the test ends one by one. */
function jobOf(everyMs = 60_000, restMs = 0) {
  const runs: { end: (more?: boolean) => void; fail: () => void }[] = [];
  const complaints: string[] = [];
  let running = 0;
  let mostAtOnce = 0;
  const periodic = new Periodic({
    name: 'job',
    everyMs,
    restMs,
    run: async () => {
      running += 1;
      mostAtOnce = Math.max(mostAtOnce, running);
      try {
        return await new Promise<boolean>((resolve, reject) => {
          runs.push({ end: (more = false) => resolve(more), fail: () => reject(new TypeError('no')) });
        });
      } finally {
        running -= 1;
      }
    },
    clock: { now: () => new Date(42) },
    log: createLogger('info', { write: (line: string) => void complaints.push(line) }),
  });
  started.push(periodic);
  /** Waits for the run with this number, from 1. */
  const runNumber = async (count: number) => {
    await expect.poll(() => runs.length, { interval: 1 }).toBeGreaterThanOrEqual(count);
    const run = runs[count - 1];
    if (!run) throw new Error('the run was counted');
    return run;
  };
  return { periodic, runs, complaints, runNumber, mostAtOnce: () => mostAtOnce };
}

const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

test('however often it is poked, it never runs twice at the same time, and once more after', async () => {
  const { periodic, runs, runNumber, mostAtOnce } = jobOf();
  periodic.start();
  for (let poke = 0; poke < 10; poke += 1) periodic.poke();
  (await runNumber(1)).end();
  (await runNumber(2)).end();
  await settled();
  expect([runs.length, mostAtOnce()]).toEqual([2, 1]);
});

test('what is asked for during a run waits for a pause, and then is done in one run', async () => {
  const { periodic, runs, runNumber } = jobOf(60_000, 15);
  periodic.start();
  const first = await runNumber(1);
  for (let poke = 0; poke < 10; poke += 1) periodic.poke();
  const endedAt = performance.now();
  first.end();
  (await runNumber(2)).end();
  expect(performance.now() - endedAt).toBeGreaterThanOrEqual(14);
  await settled();
  expect(runs).toHaveLength(2);
});

test('a run that says there is more is followed at once, others after the interval', async () => {
  const { periodic, runs, runNumber } = jobOf(5);
  periodic.start();
  (await runNumber(1)).end(true);
  await settled();
  expect(runs).toHaveLength(2);
  (await runNumber(2)).end();
  (await runNumber(3)).end();
});

test('a run that fails is told once, shown in the report, and tried again', async () => {
  const { periodic, complaints, runNumber } = jobOf(1);
  periodic.start();
  (await runNumber(1)).fail();
  (await runNumber(2)).fail();
  const third = await runNumber(3);
  expect(complaints).toHaveLength(1);
  expect(periodic.report()).toEqual({ name: 'job', lastRunAt: null, lastError: 'TypeError' });
  third.end();
  await runNumber(4).then(({ end }) => end());
  expect(periodic.report()).toEqual({ name: 'job', lastRunAt: new Date(42), lastError: null });
});

test('stopping waits for the run under way, and none starts after it', async () => {
  const { periodic, runs, runNumber } = jobOf(1);
  periodic.start();
  const run = await runNumber(1);
  let stopped = false;
  const stopping = periodic.stop().then(() => (stopped = true));
  await settled();
  expect(stopped).toBe(false);
  run.end(true);
  await stopping;
  periodic.poke();
  await settled();
  expect(runs).toHaveLength(1);
});
