import { ShowtimeId } from '@foyer/shared/ids';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../platform/logger.ts';
import { createHydrator } from './hydrator.ts';
import { startSeats, wish, type Seats } from './seat.harness.ts';
import { systemAct } from './seats.ts';
import { sweepHolds } from './sweeper.ts';

const log = createLogger('silent');

let hall: Seats;
beforeEach(async () => {
  hall = await startSeats({ ttlMs: 1 });
  await hall.hydrate();
});
afterEach(() => hall.stop());

/** Puts the hall into the state in which a restart of Redis leaves it: holds still there, filled by an earlier run. */
async function rewind({ redis, keys, showtimeId }: Seats): Promise<void> {
  await redis.hset(keys.seats(showtimeId), '#epoch', 'ffffffffffffffff.before');
}

function hydratorOf({ gateway }: Seats, readTruth: () => Promise<never[]> = () => Promise.resolve([])) {
  return createHydrator({
    gateway,
    ids: { next: (prefix) => `${prefix}_sweep`, reference: () => '' },
    readTruth: async () => ({ claims: await readTruth(), keepUntil: new Date(Date.now() + 60_000) }),
  });
}

/** A hold that lives a millisecond, and is over. */
async function endedHold(hall: Seats): Promise<void> {
  await hall.gateway.hold(hall.address(), wish('A1', 'A2'), systemAct);
  await expect.poll(() => hall.gateway.dueHolds(1)).toHaveLength(1);
}

const dueIn = ({ redis, keys, showtimeId }: Seats): Promise<number> =>
  redis.zcard(keys.holds(keys.partitionOf(showtimeId)));

describe('the sweeper', () => {
  it('ends the holds of a hall that nobody filled again after Redis restarted, and tells the audit', async () => {
    await endedHold(hall);
    await rewind(hall);
    await sweepHolds({ gateway: hall.gateway, hydrator: hydratorOf(hall), log });
    expect(await dueIn(hall)).toBe(0);
    expect((await hall.gateway.readHall(hall.showtimeId))?.statuses.size).toBe(0);
    const last = (await hall.events()).at(-1);
    expect(last).toMatchObject({ type: 'seat.timeout', seats: ['A1', 'A2'] });
  });

  it('does not ask to run again at once while a hall full of due holds cannot be filled', async () => {
    const { gateway, redis, keys, showtimeId } = hall;
    const members = Array.from({ length: 150 }, (_, n) => ['1', `${showtimeId}|h_${n}`]).flat();
    await redis.zadd(keys.holds(keys.partitionOf(showtimeId)), ...members);
    await rewind(hall);
    const away = hydratorOf(hall, () => Promise.reject(new Error('the database is away')));
    await expect(sweepHolds({ gateway, hydrator: away, log })).rejects.toThrow('the database is away');
    expect(await dueIn(hall)).toBe(150);
    // Once it can be filled: a full batch, and then the rest.
    const back = { gateway, hydrator: hydratorOf(hall), log };
    expect(await sweepHolds(back)).toBe(true);
    expect(await sweepHolds(back)).toBe(false);
    expect(await dueIn(hall)).toBe(0);
  });

  it('ends the holds of other halls although one cannot be filled', async () => {
    const { gateway, redis, keys, showtimeId } = hall;
    await endedHold(hall);
    const stuck = ShowtimeId.parse('st-stuck');
    await redis.zadd(keys.holds(keys.partitionOf(stuck)), 1, `${stuck}|h_stuck`);
    const away = hydratorOf(hall, () => Promise.reject(new Error('the database is away')));
    await expect(sweepHolds({ gateway, hydrator: away, log })).rejects.toThrow('the database is away');
    expect((await gateway.readHall(showtimeId))?.statuses.size).toBe(0);
  });
});
