import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger } from '../../platform/logger.ts';
import { systemClock } from '../../platform/clock.ts';
import { partitions } from '../seats/seat-keys.ts';
import { SeatEventGroup, type Delivery } from '../seats/seat-event-group.gateway.ts';
import { startSeats, wish, type Seats } from '../seats/seat.harness.ts';
import { decodeEvent } from '../seats/seat-codec.ts';
import { systemAct } from '../seats/seats.ts';
import { startAudit } from './audit.harness.ts';
import { seatFactOf } from './seat-facts.ts';
import { tellGaps } from './stream-gaps.ts';

let hall: Seats;
let audit: Awaited<ReturnType<typeof startAudit>>;
let epoch: string;
beforeEach(async () => {
  [hall, audit] = await Promise.all([startSeats(), startAudit()]);
  epoch = await hall.hydrate();
});
afterEach(async () => {
  hall.stop();
  await audit.stop();
});

/** A writer of its own, which keeps nothing in memory between its steps. */
function writer(redis = hall.redis) {
  const group = new SeatEventGroup({
    redis,
    readers: [{ redis, partitions }],
    keys: hall.keys,
    group: 'audit',
    consumer: randomUUID(),
    log: createLogger('silent'),
  });
  const record = audit.repository.append.bind(audit.repository);
  return {
    group,
    write: async (deliveries: readonly Delivery[]): Promise<void> => {
      await record(deliveries.flatMap(({ event }) => seatFactOf(event) ?? []));
      await audit.openProgress().note(deliveries, new Date());
      await group.acknowledge(deliveries);
    },
    look: () =>
      tellGaps({
        progress: audit.openProgress(),
        group,
        record,
        recorded: (ids) => audit.repository.recorded(ids),
        clock: systemClock,
      }),
  };
}

/** Holds seats one after the other: each is a change of its own, from seq 2 on. */
async function holdEach(...names: readonly string[]): Promise<void> {
  for (const name of names) await hall.gateway.hold(hall.address(), wish(name), systemAct);
}

/** Makes Redis lose the changes with these numbers. */
async function lose(...seqs: readonly number[]): Promise<void> {
  const stream = hall.keys.events(hall.keys.partitionOf(hall.showtimeId));
  for (const [id, fields] of await hall.redis.xrange(stream, '-', '+')) {
    if (seqs.includes(decodeEvent(fields).seq)) await hall.redis.xdel(stream, id);
  }
}

async function gaps(): Promise<unknown[]> {
  const found = await audit.repository.page({ action: 'stream.gap' }, null, 100);
  return found.map(({ after }) => after).reverse();
}

test('what Redis lost is recorded once, whoever looks and however often, also after a restart', async () => {
  await holdEach('A1', 'A2', 'A3', 'A4', 'A5', 'A6');
  await lose(3, 4, 6);
  const [one, other] = [writer(), writer()];
  await one.group.ensure();
  await one.write(await one.group.read(100));
  await Promise.all([one.look(), other.look()]);
  await Promise.all([one.look(), other.look()]);
  await writer().look();
  expect(await gaps()).toEqual([
    { epoch, from: 3, to: 4 },
    { epoch, from: 6, to: 6 },
  ]);
  await holdEach('B1');
  await other.write(await other.group.read(100));
  await other.look();
  expect(await gaps()).toHaveLength(2);
});

test('what another writer has in its hands is no gap', async () => {
  const [slow, quick] = [writer(), writer()];
  await slow.group.ensure();
  await holdEach('A1', 'A2');
  const held = await slow.group.read(100);
  expect(held).toHaveLength(3);
  await holdEach('A3');
  await quick.write(await quick.group.read(100));
  await quick.look();
  expect(await gaps()).toEqual([]);
  await slow.write(held);
  await Promise.all([slow.look(), quick.look()]);
  expect(await gaps()).toEqual([]);
  expect(await audit.stored()).toHaveLength(3);
});

test('a group that was lost and made again from the beginning reports nothing', async () => {
  const one = writer();
  await one.group.ensure();
  await holdEach('A1', 'A2', 'A3');
  const all = await one.group.read(100);
  await one.write(all.slice(3));
  await hall.redis.xgroup('DESTROY', all[0]?.stream ?? '', 'audit');
  await one.group.ensure();
  await one.look();
  expect(await gaps()).toEqual([]);
  await one.write(await one.group.read(100));
  await one.look();
  expect(await gaps()).toEqual([]);
});

test('writers that share the events in small batches report nothing', async () => {
  const writers = Array.from({ length: 7 }, () => writer());
  await writers[0]?.group.ensure();
  await holdEach(...Array.from({ length: 20 }, (_, index) => `C${index}`));
  const shares: (readonly Delivery[])[] = [];
  for (const { group } of writers) shares.push(await group.read(3));
  await Promise.all(
    writers.map(async ({ write, look }, index) => {
      await write(shares[index]?.toReversed() ?? []);
      await look();
    }),
  );
  expect(await gaps()).toEqual([]);
  expect((await audit.openProgress().find(`${hall.showtimeId}:${epoch}`))?.through).toBe(21);
});
