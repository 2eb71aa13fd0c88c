import { rm } from 'node:fs/promises';
import { confirmBooking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import { TicketTypeId, type SeatId } from '@foyer/shared/ids';
import { startRedis, type RunningRedis } from '@foyer/tools/engines/redis';
import { testFolder } from '@foyer/tools/engines/test-folder';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows, special } from './harness/cinema.ts';
import { eventually } from './harness/eventually.ts';

let folder: string;
let redis: RunningRedis;
let box: BoxOffice;
beforeAll(async () => {
  folder = await testFolder();
  redis = await startRedis({ dataDir: folder });
  box = await startBoxOffice({ redisUrl: redis.url });
});
afterAll(async () => {
  await box.stop();
  await redis.stop();
  await rm(folder, { recursive: true, force: true });
});

const open = { params: { id: shows.open } };
const lines = (wanted: readonly SeatId[]) =>
  wanted.map((seat) => ({ seat, ticketTypeId: TicketTypeId.parse('adult') }));

it('goes on selling at the arbiter while Redis is away, never a seat twice, and mends the hall by itself', async () => {
  const clerk = box.actAs('CASHIER');
  const guest = box.actAs('USER');
  const held = await clerk.call(lockSeats, { ...open, body: { seats: seats('B1', 'B2') } });
  const online = await guest.call(lockSeats, { ...open, body: { seats: seats('B3') } });
  const { holdId, onlineId } = { holdId: held.body.hold.id, onlineId: online.body.hold.id };
  await redis.stop();

  const sold = await clerk.call(confirmBooking, {
    ...open,
    body: { holdId, lines: lines(seats('B1', 'B2')) },
  });
  expect(sold.body.booking).toMatchObject({ status: 'BOOKED', seats: ['B1', 'B2'] });
  const again = await box
    .actAs('CASHIER')
    .call(confirmBooking, { ...open, body: { holdId, lines: lines(seats('B2')) } });
  expect([again.code, again.problem?.details]).toEqual(['seats.taken', { seats: ['B2'] }]);
  const kept = await clerk.call(confirmBooking, { ...open, body: { holdId, lines: lines([special.house]) } });
  expect(kept.code).toBe('seats.taken');
  const payments = [{ tender: 'ONLINE' as const, amountMinor: 1_000 }];
  const customer = await guest.call(confirmBooking, {
    ...open,
    body: { holdId: onlineId, lines: lines(seats('B3')), payments },
  });
  expect([customer.status, customer.code]).toEqual([503, 'service.unavailable']);

  redis = await startRedis({ dataDir: folder, port: redis.port });
  await eventually(async () => {
    const { body } = await box.anonymous.call(getSeatMap, open);
    const statusOf = (id: string) => body?.seats.find((seat) => seat.id === id)?.status;
    expect([statusOf('B1'), statusOf('B2'), statusOf('B3')]).toEqual(['BOOKED', 'BOOKED', 'LOCKED']);
  }, 10_000);
  const late = await box.actAs('CASHIER').call(lockSeats, { ...open, body: { seats: seats('B1') } });
  expect(late.code).toBe('seats.taken');
});
