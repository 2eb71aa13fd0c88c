import { confirmBooking } from '@foyer/shared/http/bookings';
import { getReadiness } from '@foyer/shared/http/health';
import { lockSeats } from '@foyer/shared/http/holds';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import type { SeatId } from '@foyer/shared/ids';
import { failOver, resumeReplication, roleOf, stallReplication } from '@foyer/tools/engines/redis-faults';
import { seatKeys } from '@foyer/api/features/seats/seat-keys';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import { eventually } from './harness/eventually.ts';
import { ownCluster, type OwnCluster } from './harness/own-cluster.ts';

const open = { params: { id: shows.open } };

let cluster: OwnCluster;
let box: BoxOffice;
beforeAll(async () => {
  cluster = await ownCluster();
  // No workers: nothing but these tests may touch a hall between two failovers.
  box = await startBoxOffice({ redisUrl: cluster.address, env: { ROLES: 'api' } });
});
afterAll(async () => {
  await box.stop();
  await cluster.remove();
});

const owners = () => cluster.ownersOf(seatKeys(box.namespace).seats(shows.open));

/** Every place in a hall's history that was answered to anybody, and what had happened there. */
const told = new Map<string, string>();

async function hold(...names: string[]) {
  const wanted = seats(...names);
  const { body } = await box.actAs('CASHIER').call(lockSeats, { ...open, body: { seats: wanted } });
  const place = `${body.epoch} ${body.seq}`;
  expect(told.get(place)).toBeUndefined();
  told.set(place, body.hold.id);
  return body;
}

async function statusOf(seat: string): Promise<string | undefined> {
  const { body } = await box.anonymous.call(getSeatMap, open);
  return body?.seats.find(({ id }) => id === (seat as SeatId))?.status;
}

test('holds, sales and the map work on a cluster', async () => {
  const clerk = box.actAs('CASHIER');
  const locked = await clerk.call(lockSeats, { ...open, body: { seats: seats('B1', 'B2') } });
  const sold = await clerk.call(confirmBooking, { ...open, body: { holdId: locked.body.hold.id } });
  expect(sold.status).toBe(201);
  expect([await statusOf('B1'), await statusOf('B3')]).toEqual(['BOOKED', 'AVAILABLE']);
  expect((await box.anonymous.call(getReadiness)).status).toBe(200);
});

test('a replica that takes over behind its master never goes on in its history, nor sells what was sold', async () => {
  const before = await hold('C1');
  const { master, replica } = await owners();
  await stallReplication(master);
  await hold('C2');
  const last = await hold('C3', 'C4');
  const clerk = box.actAs('CASHIER');
  const held = await clerk.call(lockSeats, { ...open, body: { seats: seats('C5') } });
  expect((await clerk.call(confirmBooking, { ...open, body: { holdId: held.body.hold.id } })).status).toBe(
    201,
  );
  expect([before.epoch, last.seq > before.seq]).toEqual([last.epoch, true]);

  await cluster.kill(master);
  await eventually(async () => expect(await roleOf(replica)).toBe('master'), 10_000);
  const after = await eventually(() => hold('C6'), 10_000);
  expect(after.epoch).not.toBe(before.epoch);
  const again = await box.actAs('USER').call(lockSeats, { ...open, body: { seats: seats('C5') } });
  expect(again.code).toBe('seats.taken');
  expect([await statusOf('C1'), await statusOf('C5'), await statusOf('C3')]).toEqual([
    'LOCKED',
    'BOOKED',
    'AVAILABLE',
  ]);
  await cluster.start(master);
});

test('a master that lost its role and got it back never goes on in the history it had before', async () => {
  const { master, replica } = await eventually(owners, 10_000);
  const before = await hold('D1');
  await stallReplication(master);
  const lost = await hold('D2');
  await failOver(replica, 'FORCE');
  await eventually(async () => expect(await roleOf(master)).toBe('replica'), 10_000);
  await resumeReplication(master);
  await failOver(master, 'in order');

  const after = await eventually(() => hold('D3'), 10_000);
  expect([before.epoch === lost.epoch, after.epoch === before.epoch]).toEqual([true, false]);
  expect([await statusOf('D1'), await statusOf('D2')]).toEqual(['LOCKED', 'AVAILABLE']);
});
