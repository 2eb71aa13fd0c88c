import { SeatId } from '@foyer/shared/ids';
import type { KeptSeat } from '@foyer/shared/rules/kept-seats';
import { createLogger } from '../../platform/logger.ts';
import { expect, it } from 'vitest';
import { seats, startSeats, wish, type Seats } from './seat.harness.ts';
import { systemAct, type ClaimedSeat } from './seats.ts';
import { sweepHolds } from './sweeper.ts';

/** Every hall of this file is live already. */
const hydrator = { ensure: () => Promise.resolve() };
const log = createLogger('silent');
const kept = (seat: string, how: Omit<Partial<KeptSeat>, 'seat'> = {}): ClaimedSeat => ({
  seat: SeatId.parse(seat),
  claim: { kind: 'blocked', ...how },
});

async function fresh(
  claims: readonly ClaimedSeat[],
  times: Parameters<typeof startSeats>[0] = {},
): Promise<Seats> {
  const next = await startSeats(times);
  await next.hydrate(claims);
  return next;
}

async function statusOf({ gateway, showtimeId }: Seats, seat: string): Promise<string> {
  return (await gateway.readHall(showtimeId))?.statuses.get(SeatId.parse(seat)) ?? 'AVAILABLE';
}

it('keeps seats back from everybody but the roles it names', async () => {
  const hall = await fresh([kept('A1', { roles: ['MANAGER'] }), kept('A2')]);
  const { gateway, address } = hall;
  expect(await statusOf(hall, 'A1')).toBe('BLOCKED');
  const ask = async (role: 'USER' | 'CASHIER' | 'MANAGER', seat: string) =>
    (await gateway.hold(address('COUNTER:c1'), { ...wish(seat), role }, systemAct)).kind;
  const answers = [await ask('USER', 'A1'), await ask('CASHIER', 'A1'), await ask('MANAGER', 'A2')];
  expect(answers).toEqual(['TAKEN', 'TAKEN', 'TAKEN']);
  expect(await ask('MANAGER', 'A1')).toBe('OK');
  expect(await statusOf(hall, 'A1')).toBe('LOCKED');
  hall.stop();
});

it('keeps a seat back again when its hold ends or its booking is given back', async () => {
  const hall = await fresh([kept('A1', { roles: ['MANAGER'] })], { ttlMs: 300, capMs: 300 });
  const { gateway, transfers, address, showtimeId } = hall;
  const manager = { ...wish('A1', 'A2'), role: 'MANAGER' } as const;
  const given = address('COUNTER:m1');
  await gateway.hold(given, manager, systemAct);
  await gateway.release(given, [], systemAct);
  expect(await statusOf(hall, 'A1')).toBe('BLOCKED');
  const forced = address('COUNTER:m1');
  await gateway.hold(forced, manager, systemAct);
  await transfers.forceRelease(forced, systemAct);
  expect(await statusOf(hall, 'A1')).toBe('BLOCKED');
  await gateway.hold(address('COUNTER:m1'), manager, systemAct);
  await expect
    .poll(async () => {
      await sweepHolds({ gateway, hydrator, log });
      return statusOf(hall, 'A1');
    })
    .toBe('BLOCKED');
  const booking = { showtimeId, bookingId: 'b_1', seats: seats('A1') };
  await gateway.book({ ...booking, version: 1, holdId: null, status: 'BOOKED' }, systemAct);
  expect(await statusOf(hall, 'A1')).toBe('BOOKED');
  await gateway.free({ ...booking, version: 2 }, systemAct);
  expect(await statusOf(hall, 'A1')).toBe('BLOCKED');
  const last = (await hall.events()).at(-1);
  expect(last).toMatchObject({ type: 'seat.released', status: 'BLOCKED', seats: ['A1'] });
  hall.stop();
});

it('lets go at its time, by itself, and tells it once', async () => {
  const soon = Date.now() + 400;
  const far = Date.now() + 3_600_000;
  const hall = await fresh([
    kept('A1', { releaseAtMs: soon }),
    kept('A2', { releaseAtMs: soon, roles: ['MANAGER'] }),
    kept('B1', { releaseAtMs: far }),
    kept('C1'),
    kept('D1', { releaseAtMs: Date.now() - 1_000 }),
  ]);
  const { gateway, address, showtimeId } = hall;
  expect([await statusOf(hall, 'A1'), await statusOf(hall, 'D1')]).toEqual(['BLOCKED', 'AVAILABLE']);
  await gateway.hold(address('COUNTER:m1'), { ...wish('A2'), role: 'MANAGER' }, systemAct);
  expect((await gateway.hold(address(), { ...wish('A1'), role: 'USER' }, systemAct)).kind).toBe('TAKEN');
  await expect
    .poll(async () => {
      await sweepHolds({ gateway, hydrator, log });
      return statusOf(hall, 'A1');
    })
    .toBe('AVAILABLE');
  await sweepHolds({ gateway, hydrator, log });
  const told = (await hall.events()).filter(({ type }) => type === 'seat.put-on-sale');
  expect(told.map(({ status, seats: named, at }) => [status, named.join(), at.getTime() >= soon])).toEqual([
    ['AVAILABLE', 'A1', true],
  ]);
  const hallNow = await gateway.readHall(showtimeId);
  expect([...(hallNow?.kept.keys() ?? [])].sort()).toEqual(['B1', 'C1']);
  expect(
    await hall.redis.zscore(hall.keys.holds(hall.keys.partitionOf(showtimeId)), `${showtimeId}|~kept`),
  ).toBe(String(far));
  hall.stop();
});

it('gives a due seat to who asks before any sweeper came', async () => {
  const hall = await fresh([kept('A1', { releaseAtMs: Date.now() + 200 })]);
  await expect
    .poll(
      async () => (await hall.gateway.hold(hall.address(), { ...wish('A1'), role: 'USER' }, systemAct)).kind,
    )
    .toBe('OK');
  await sweepHolds({ gateway: hall.gateway, hydrator, log });
  expect(await statusOf(hall, 'A1')).toBe('LOCKED');
  hall.stop();
});
