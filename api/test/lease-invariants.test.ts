/** What the check of the invariants sees of leases that somebody has changed by hand, and what mends itself. */
import { seatKeys } from '@foyer/api/features/seats/seat-keys';
import type { LeaseKit } from '@foyer/shared/http/leases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { shows } from './harness/cinema.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { invariantCheck, notOk, type InvariantCheck } from './harness/invariant-check.ts';
import { borrow, replay, sellOffline, statusesOf } from './harness/leases.ts';
import { counterOf } from './harness/shifts.ts';

interface Stored {
  readonly _id: string;
  readonly [field: string]: unknown;
}

let box: BoxOffice;
let check: InvariantCheck;
let clerk: Client;
let lease: LeaseKit;
beforeAll(async () => {
  box = await startBoxOffice();
  check = await invariantCheck(box);
  ({ clerk } = await counterOf(box));
  lease = await borrow(clerk);
  await replay(clerk, lease, sellOffline(lease, lease.seats.slice(0, 2)));
});
afterAll(async () => {
  check.stop();
  await box.stop();
});

/** What the check finds after the change; the change is taken back. */
async function altered(change: object) {
  const leases = box.connection.collection<Stored>('bookings');
  const before = await leases.findOneAndUpdate({ _id: lease.id }, change);
  if (!before) throw new Error('there is no lease');
  const report = await check.run();
  await leases.replaceOne({ _id: lease.id }, before);
  return report.broken.map(({ invariant, message }) => `${invariant} ${message}`).join('\n');
}

it('says ok of a lease that somebody has sold from', async () => {
  expect(notOk(await check.run())).toEqual({});
});

it.each<[string, object, RegExp]>([
  ['claims nothing', { $set: { claims: false } }, /I1 .* is LEASED and does not claim/],
  ['is no till’s', { $unset: { leaseTill: '' } }, /I1 .* is LEASED and no till’s/],
  ['is over and claims still', { $set: { status: 'ENDED' } }, /I1 .* is ENDED and claims still/],
  ['has lost a seat', { $pop: { seats: 1 } }, /I1 .* accounts for/],
  ['has a seat that was sold', { $set: { seats: ['D3', 'D4'] } }, /I1 .* accounts for/],
  ['cannot be read', { $set: { granted: null } }, /I2 .* cannot be read as a lease/],
])('finds a lease that %s', async (_name, change, message) => {
  expect(await altered(change)).toMatch(message);
});

it('finds a leased seat that its hall gives away, which mends itself', async () => {
  const [seat] = lease.seats.slice(2);
  if (!seat) throw new Error('the lease has seats left');
  await box.redis.hdel(seatKeys(box.namespace).seats(shows.open), seat);
  const { broken } = await check.run();
  expect(broken.map(({ invariant, seats }) => [invariant, seats])).toEqual([['I5', [seat]]]);
  await eventually(async () => {
    box.wakeWorkers();
    expect(notOk(await check.run())).toEqual({});
  });
  expect(await statusesOf(clerk, shows.open, [seat])).toEqual(['LOCKED']);
});
