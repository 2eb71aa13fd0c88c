import { afterEach, expect, test } from 'vitest';
import { eventually } from '../../test/harness/eventually.ts';
import { createLogger } from './logger.ts';
import { Outage } from './outage.ts';

const running: Outage[] = [];
afterEach(async () => {
  for (const outage of running.splice(0)) await outage.stop();
});

/** An outage of something that tests take away and give back. */
function watched(world: { answers: boolean; recover?: () => Promise<void> }) {
  const told: string[] = [];
  const outage: Outage = new Outage({
    name: 'something',
    probe: async () => world.answers,
    recover: async () => {
      told.push(`recover ${outage.isOn ? 'on' : 'over'} ${outage.isSilent ? 'silent' : 'heard'}`);
      await world.recover?.();
    },
    onBegin: () => void told.push('begin'),
    onEnd: () => void told.push('end'),
    everyMs: 5,
    everyMsWhileAway: 5,
    log: createLogger('silent'),
  });
  running.push(outage);
  outage.start();
  return { outage, told };
}

test('begins with the first who gets no answer, once, and ends after the recovery', async () => {
  const world = { answers: true };
  const { outage, told } = watched(world);
  outage.begin();
  outage.begin();
  expect([outage.isOn, outage.isSilent, told]).toEqual([true, true, ['begin']]);
  await eventually(() => expect(told).toEqual(['begin', 'recover on heard', 'end']));
  expect([outage.isOn, outage.isSilent]).toEqual([false, false]);
});

test('begins by itself when the probe gets no answer, also from one that throws', async () => {
  const world = { answers: false };
  const { outage, told } = watched(world);
  await eventually(() => expect(outage.isOn).toBe(true));
  expect(told).toEqual(['begin']);
  world.answers = true;
  await eventually(() => expect(told.at(-1)).toBe('end'));
});

test('lasts until a recovery has succeeded', async () => {
  let failures = 2;
  const recover = async (): Promise<void> => {
    failures -= 1;
    if (failures >= 0) throw new Error('gone again');
  };
  const { outage, told } = watched({ answers: true, recover });
  outage.begin();
  await eventually(() => expect(outage.isOn).toBe(false));
  expect(told.filter((word) => word.startsWith('recover'))).toHaveLength(3);
});

test('goes on when somebody gets no answer while the recovery runs', async () => {
  let during = (): void => undefined;
  const world = { answers: true, recover: async () => during() };
  const { outage, told } = watched(world);
  during = () => {
    outage.begin();
    during = () => undefined;
  };
  outage.begin();
  await eventually(() => expect(told.at(-1)).toBe('end'));
  expect(told).toEqual(['begin', 'recover on heard', 'begin', 'recover on heard', 'end']);
});
