import { afterAll, beforeAll, expect, test } from 'vitest';
import * as wishes from './actors/wishes.ts';
import { type Guest, seeItDieAndRise, welcomeGuest } from './crash-points.harness.ts';
import { startLocalSystem } from './system/local-system.ts';
import type { ServerPart, SystemUnderTest } from './system/system-under-test.ts';

let system: SystemUnderTest;
let guest: Guest;
let api: ServerPart;
let worker: ServerPart;
beforeAll(async () => {
  system = await startLocalSystem({ nodes: 1, workers: 1 });
  const [node, helper] = [system.nodes[0], system.workers[0]];
  if (!node || !helper) throw new Error('the system lacks a process');
  [api, worker] = [node, helper];
  guest = await welcomeGuest(system);
});
afterAll(async () => {
  await guest.close();
  await system.stop();
});

const booked = { status: 'BOOKED', map: ['BOOKED', 'BOOKED'], chargesMinor: [2_000], untold: 0 };
const died = { kind: 'unknown', status: 0 };
/** An open payment is asked about 20 s after it began. */
const patience = { timeout: 30_000, interval: 250 };

let unpaid: { readonly id: string; readonly create: wishes.Wish; readonly pay: wishes.Wish };

test('after-insert-before-charge: the seats stay locked while nobody knows whether there was a charge', async () => {
  const create = wishes.create(await guest.hold(['A1', 'A2']), 'create-1');
  const made = await guest.booking(create);
  const pay = wishes.pay(made, 'pay-1', guest.online(2));
  unpaid = { id: made.id, create, pay };
  api.arm('after-insert-before-charge');
  expect(await guest.send(pay)).toMatchObject(died);
  await seeItDieAndRise(api);
  expect(await guest.seen(made.id)).toMatchObject({ status: 'PENDING', map: ['LOCKED', 'LOCKED'] });
}, 40_000);

test('after-charge-before-compare-and-set: the one charge finds its booking', async () => {
  const made = await guest.booking(wishes.create(await guest.hold(['B1', 'B2']), 'create-2'));
  const pay = wishes.pay(made, 'pay-2', guest.online(2));
  api.arm('after-charge-before-compare-and-set');
  expect(await guest.send(pay)).toMatchObject(died);
  await seeItDieAndRise(api);

  await expect
    .poll(() => guest.seen(made.id), patience)
    .toEqual({
      ...booked,
      trail: ['booking.created', 'payment.captured', 'booking.success'],
    });
  expect(await guest.booking(pay)).toMatchObject({ id: made.id, status: 'BOOKED' });
  expect((await guest.seen(made.id)).chargesMinor).toEqual([2_000]);
}, 40_000);

test('after-compare-and-set-before-redis: the map comes to show what was sold', async () => {
  const confirm = wishes.confirm(await guest.hold(['C1', 'C2']), 'confirm-3', guest.online(2));
  api.arm('after-compare-and-set-before-redis');
  expect(await guest.send(confirm)).toMatchObject(died);
  await seeItDieAndRise(api);

  const id = await guest.bookingOf(['C1', 'C2']);
  await expect
    .poll(() => guest.seen(id), patience)
    .toEqual({ ...booked, trail: ['booking.created', 'payment.captured', 'booking.success'] });
  expect(await guest.booking(confirm)).toMatchObject({ id, status: 'BOOKED' });
  expect((await guest.seen(id)).chargesMinor).toEqual([2_000]);
}, 40_000);

test('between-relay-and-pull: the trail has each fact once, though it was told twice', async () => {
  const confirm = wishes.confirm(await guest.hold(['D1', 'D2']), 'confirm-4', guest.online(2));
  worker.arm('between-relay-and-pull');
  const sold = await guest.booking(confirm);
  await worker.exited();
  expect((await guest.seen(sold.id)).untold).toBeGreaterThan(0);
  await seeItDieAndRise(worker);

  await expect
    .poll(() => guest.seen(sold.id), patience)
    .toEqual({ ...booked, trail: ['booking.created', 'payment.captured', 'booking.success'] });
  expect(await guest.booking(confirm)).toMatchObject({ id: sold.id, status: 'BOOKED' });
}, 40_000);

/** Last: its time passes during the others. */
test('after-insert-before-charge: nobody is charged, the booking ends unpaid and its seats are free again', async () => {
  const { id, create, pay } = unpaid;
  await expect
    .poll(() => guest.seen(id), patience)
    .toEqual({
      status: 'EXPIRED',
      map: ['AVAILABLE', 'AVAILABLE'],
      chargesMinor: [],
      untold: 0,
      trail: ['booking.created', 'payment.declined', 'booking.expired'],
    });
  expect(await guest.booking(create)).toMatchObject({ id, status: 'EXPIRED' });
  expect(await guest.send(pay)).toMatchObject({ kind: 'fail', code: 'payment.declined' });
}, 40_000);
