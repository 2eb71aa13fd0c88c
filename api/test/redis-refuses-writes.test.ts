import { confirmBooking } from '@foyer/shared/http/bookings';
import { getHealth, getReadiness } from '@foyer/shared/http/health';
import { lockBestSeats, lockSeats } from '@foyer/shared/http/holds';
import { TicketTypeId } from '@foyer/shared/ids';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';
import { eventually } from './harness/eventually.ts';
import { ownRedis, type OwnEngine } from './harness/own-engines.ts';

const open = { params: { id: shows.open } };

let redis: OwnEngine;
let box: BoxOffice;
beforeAll(async () => {
  redis = await ownRedis();
  // Shorter than a payment may take, so that every sale has to write: its hold must live longer.
  box = await startBoxOffice({ redisUrl: redis.url, env: { HOLD_TTL_SECONDS: '30' } });
});
afterAll(async () => {
  await box.stop();
  await redis.remove();
});

/** Ways in which a server that answers every ping takes no writes. */
const conditions = [
  { name: 'is full', setting: 'maxmemory', seat: 'D1', other: 'E1' },
  { name: 'lacks the replicas it needs', setting: 'min-replicas-to-write', seat: 'D3', other: 'E3' },
] as const;

describe.each(conditions)('while Redis answers but $name', ({ setting, seat, other }) => {
  afterEach(() => box.redis.config('SET', setting, 0));

  test('holds are refused as unavailable, the node says why, and the counter sells on', async () => {
    const clerk = box.actAs('CASHIER');
    const wanted = seats(seat);
    const { body: mine } = await clerk.call(lockSeats, { ...open, body: { seats: wanted } });
    await box.redis.config('SET', setting, 1);

    const held = await clerk.call(lockSeats, { ...open, body: { seats: seats(other) } });
    const best = await clerk.call(lockBestSeats, { ...open, body: { count: 2 } });
    expect([held.code, best.code]).toEqual(['service.unavailable', 'service.unavailable']);
    expect(held.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    const ready = await box.anonymous.call(getReadiness);
    expect([ready.status, ready.body]).toEqual([503, { ready: false, missing: ['redis'] }]);
    const health = await box.anonymous.call(getHealth);
    expect(health.body).toEqual({ status: 'degraded', mongo: 'up', redis: 'down' });

    const lines = wanted.map((id) => ({ seat: id, ticketTypeId: TicketTypeId.parse('adult') }));
    const sale = await clerk.call(confirmBooking, { ...open, body: { holdId: mine.hold.id, lines } });
    expect(sale.body.booking).toMatchObject({ status: 'BOOKED', seats: wanted });

    await box.redis.config('SET', setting, 0);
    await eventually(async () => expect((await box.anonymous.call(getReadiness)).status).toBe(200));
    const again = await box.actAs('USER').call(lockSeats, { ...open, body: { seats: seats(other) } });
    expect(again.status).toBe(201);
  });
});
