import type { SeatMapChanged } from '@foyer/shared/events/seat-map';
import { listAuditEntries } from '@foyer/shared/http/audit';
import { lockSeats } from '@foyer/shared/http/holds';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import { eventually } from './harness/eventually.ts';
import { ownRedis, type OwnEngine } from './harness/own-engines.ts';

let redis: OwnEngine;
let box: BoxOffice;
beforeAll(async () => {
  redis = await ownRedis();
  box = await startBoxOffice({ redisUrl: redis.url });
});
afterAll(async () => {
  await box.stop();
  await redis.remove();
});

test('the live map and the audit go on after Redis has dropped every connection', async () => {
  const clerk = box.actAs('CASHIER');
  const manager = box.actAs('MANAGER');
  const socket = io(box.origin, { transports: ['websocket'], auth: { token: clerk.accessToken } });
  const told = new Set<string>();
  socket.on('seat-map:changed', (change: SeatMapChanged) => {
    for (const { seat } of change.changes) told.add(seat);
  });
  await socket.emitWithAck('seat-map:watch', { showtimeId: shows.open });
  for (const seat of ['B1', 'B2', 'B3']) {
    await box.redis.call('CLIENT', 'KILL', 'TYPE', 'normal');
    const holdId = await eventually(async () => {
      const request = { params: { id: shows.open }, body: { seats: seats(seat) } };
      return (await clerk.call(lockSeats, request)).body.hold.id;
    });
    await eventually(async () => {
      expect([...told]).toContain(seat);
      const { body } = await manager.call(listAuditEntries, { query: { target: holdId } });
      expect(body.entries).toHaveLength(1);
    }, 10_000);
  }
  socket.disconnect();
});

test('a watcher learns by itself that Redis lost the hall, and what it is now', async () => {
  const clerk = box.actAs('CASHIER');
  const socket = io(box.origin, { transports: ['websocket'], auth: { token: clerk.accessToken } });
  const epochs = new Set<string>();
  for (const name of ['seat-map:changed', 'seat-map:heartbeat']) {
    socket.on(name, ({ epoch }: { epoch: string }) => epochs.add(epoch));
  }
  const watched: unknown = await socket.emitWithAck('seat-map:watch', { showtimeId: shows.late });
  const { epoch } = (watched as { value: { epoch: string } }).value;
  await box.redis.del(...(await box.redis.keys(`${box.namespace}:*`)));
  await box.redis.call('CLIENT', 'KILL', 'TYPE', 'normal');
  await eventually(() => expect([...epochs].filter((told) => told !== epoch)).not.toEqual([]), 3_000);
  socket.disconnect();
});
