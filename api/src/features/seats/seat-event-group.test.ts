import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { createLogger } from '../../platform/logger.ts';
import { SeatEventGroup } from './seat-event-group.gateway.ts';
import { partitions } from './seat-keys.ts';
import { startSeats, wish } from './seat.harness.ts';
import { systemAct } from './seats.ts';

it('passes over entries that nobody can read, and tells what stands beside and behind them', async () => {
  const { gateway, address, showtimeId, redis, keys, hydrate, stop } = await startSeats();
  const group = new SeatEventGroup({
    redis,
    readers: [{ redis, partitions }],
    keys,
    group: 'audit',
    consumer: randomUUID(),
    log: createLogger('silent'),
  });
  await group.ensure();
  const stream = keys.events(keys.partitionOf(showtimeId));
  await hydrate();
  await redis.xadd(stream, '*', 'type', 'seat.of-a-later-release', 'context', '{');
  await gateway.hold(address(), wish('A1'), systemAct);
  const types: string[] = [];
  while (!types.includes('seat.locked')) {
    const told = await group.read(10);
    types.push(...told.map(({ event }) => event.type));
    await group.acknowledge(told);
  }
  expect(types).toEqual(['hydrated', 'seat.locked']);
  expect((await redis.xpending(stream, 'audit'))[0]).toBe(0);
  stop();
});
