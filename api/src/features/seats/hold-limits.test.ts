import type { SeatId } from '@foyer/shared/ids';
import { expect, it } from 'vitest';
import { limitsOf } from './hold-limits.policy.ts';
import { more, seats, startSeats, wish, type Seats } from './seat.harness.ts';
import { systemAct } from './seats.ts';

const noKept = new Map<SeatId, never>();

async function fresh(limits: Parameters<typeof startSeats>[0] = {}): Promise<Seats> {
  const next = await startSeats(limits);
  await next.hydrate();
  return next;
}

it('limits what one owner holds over all live holds, and leaves others alone', async () => {
  const { gateway, address, stop } = await fresh();
  const few = { maxOwnerSeats: 3 };
  const [first, second] = [address('ONLINE:u1'), address('ONLINE:u1')];
  await gateway.hold(first, { ...wish('A1', 'A2'), ...few }, systemAct);
  await gateway.hold(second, { ...wish('A3'), ...few }, systemAct);
  const answers = [
    await gateway.hold(address('ONLINE:u1'), { ...wish('A4'), ...few }, systemAct),
    await gateway.hold(second, { ...more('A4'), ...few }, systemAct),
    await gateway.hold(second, { ...more('A3'), ...few }, systemAct),
    await gateway.hold(address('ONLINE:u2'), { ...wish('A4'), ...few }, systemAct),
  ];
  expect(
    answers.map((answer) => (answer.kind === 'LIMIT' ? [answer.limit, answer.most] : answer.kind)),
  ).toEqual([['OWNER', 3], ['OWNER', 3], 'OK', 'OK']);
  stop();
});

it('counts a hold no longer once it was given back or sold', async () => {
  const { gateway, address, showtimeId, redis, keys, stop } = await fresh();
  const few = { maxOwnerSeats: 2, maxOnlineSeats: 2 };
  const [first, second] = [address('ONLINE:u1'), address('ONLINE:u1')];
  await gateway.hold(first, { ...wish('A1', 'A2'), ...few }, systemAct);
  await gateway.release(first, seats('A2'), systemAct);
  expect((await gateway.hold(second, { ...wish('A3'), ...few }, systemAct)).kind).toBe('OK');
  await gateway.book(
    { showtimeId, bookingId: 'b_1', version: 1, seats: seats('A3'), holdId: second.holdId, status: 'BOOKED' },
    systemAct,
  );
  await gateway.release(first, [], systemAct);
  const fields = await redis.hgetall(keys.seats(showtimeId));
  expect([fields['#o:ONLINE:u1'], fields['#online']]).toEqual([undefined, '0']);
  expect((await gateway.hold(address('ONLINE:u1'), { ...wish('A1', 'A2'), ...few }, systemAct)).kind).toBe(
    'OK',
  );
  stop();
});

it('counts an ended hold for nothing before any sweeper came', async () => {
  const { gateway, address, showtimeId, stop } = await fresh({ ttlMs: 1, capMs: 1 });
  const few = { maxOwnerSeats: 2, maxOnlineSeats: 2 };
  await gateway.hold(address('ONLINE:u1'), { ...wish('A1', 'A2'), ...few }, systemAct);
  await expect.poll(async () => (await gateway.dueHolds(10)).length).toBe(1);
  const next = await gateway.hold(address('ONLINE:u1'), { ...wish('B1', 'B2'), ...few }, systemAct);
  expect(next.kind).toBe('OK');
  // The second hold has to end first, which it does by itself.
  const third = { ...wish('A1', 'C2'), ...few };
  await expect.poll(async () => (await gateway.hold(address('ONLINE:u3'), third, systemAct)).kind).toBe('OK');
  await expect
    .poll(async () => {
      const due = await gateway.dueHolds(10);
      await Promise.all(due.map(({ holdId }) => gateway.expire(showtimeId, holdId, systemAct)));
      return (await gateway.readHall(showtimeId))?.holds;
    })
    .toEqual([]);
  stop();
});

it('leaves a share of the hall to the counter, whoever scripts online', async () => {
  const { gateway, address, stop } = await fresh();
  const share = { maxOnlineSeats: 3 };
  const answers = [];
  for (const [owner, seat] of [
    ['ONLINE:u1', 'A1'],
    ['ONLINE:u2', 'A2'],
    ['COUNTER:c1', 'A3'],
    ['ONLINE:u3', 'A4'],
    ['ONLINE:u4', 'A5'],
  ] as const) {
    const most = owner.startsWith('ONLINE') ? share : {};
    answers.push(await gateway.hold(address(owner), { ...wish(seat), ...most }, systemAct));
  }
  expect(answers.map(({ kind }) => kind)).toEqual(['OK', 'OK', 'OK', 'OK', 'LIMIT']);
  expect(answers[4]).toEqual({ kind: 'LIMIT', limit: 'HALL', most: 3 });
  stop();
});

it('knows after a restart of Redis who holds how much', async () => {
  const { gateway, address, redis, keys, showtimeId, hydrate, stop } = await fresh();
  await gateway.hold(address('ONLINE:u1'), wish('A1', 'A2'), systemAct);
  await redis.hset(keys.seats(showtimeId), '#epoch', 'ffffffffffffffff.before');
  await hydrate();
  const owner = await gateway.hold(address('ONLINE:u1'), { ...wish('A3'), maxOwnerSeats: 2 }, systemAct);
  const hall = await gateway.hold(address('ONLINE:u2'), { ...wish('A3'), maxOnlineSeats: 2 }, systemAct);
  expect([owner, hall]).toMatchObject([{ limit: 'OWNER' }, { limit: 'HALL' }]);
  expect((await gateway.readHall(showtimeId))?.kept).toEqual(noKept);
  stop();
});

it.each([
  ['USER', 60, [10, 20, 48]],
  ['CASHIER', 60, [50, 200, 48]],
  ['USER', 1, [10, 20, 1]],
  ['USER', 35, [10, 20, 28]],
] as const)('%s in a hall of %i seats may hold %j', (role, size, most) => {
  const limits = {
    maxSeats: { customer: 10, staff: 50 },
    maxOwnerSeats: { customer: 20, staff: 200 },
    onlineShare: 0.8,
  };
  const { maxSeats, maxOwnerSeats, maxOnlineSeats } = limitsOf(limits, role, size);
  expect([maxSeats, maxOwnerSeats, maxOnlineSeats]).toEqual(most);
});
