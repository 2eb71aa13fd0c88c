import type { App } from '@foyer/api/compose';
import { confirmBooking, refundBooking } from '@foyer/shared/http/bookings';
import { getShowtime, listShowtimes } from '@foyer/shared/http/catalogue';
import { getReadiness } from '@foyer/shared/http/health';
import { lockSeats } from '@foyer/shared/http/holds';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import { TicketTypeId } from '@foyer/shared/ids';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { Client } from './harness/client.ts';
import { seats, shows } from './harness/cinema.ts';
import { eventually } from './harness/eventually.ts';
import { ownRedis, type OwnEngine } from './harness/own-engines.ts';
import { watchHall, type Watcher } from './harness/watcher.ts';
import { withinMs } from './harness/within.ts';

const open = { params: { id: shows.open } };

let redis: OwnEngine;
let box: BoxOffice;
let other: App;
let watchers: readonly Watcher[];
let clerk: Client;
beforeAll(async () => {
  redis = await ownRedis();
  box = await startBoxOffice({ redisUrl: redis.url });
  other = await box.addNode();
  clerk = box.actAs('CASHIER');
  const held = await clerk.call(lockSeats, { ...open, body: { seats: seats('C1', 'C2') } });
  await clerk.call(confirmBooking, { ...open, body: { holdId: held.body.hold.id } });
  await clerk.call(lockSeats, { ...open, body: { seats: seats('C3') } });
  const wish = { token: clerk.accessToken ?? '', showtimeId: shows.open };
  watchers = await Promise.all([watchHall(box.origin, wish), watchHall(other.address, wish)]);
});
afterAll(async () => {
  for (const watcher of watchers) watcher.close();
  await box.stop();
  await redis.remove();
});

const sale = (...wanted: string[]) => ({
  ...open,
  body: {
    lines: seats(...wanted).map((seat) => ({ seat, ticketTypeId: TicketTypeId.parse('adult') })),
  },
});

async function statusesAt(origin: string): Promise<Record<string, string>> {
  const { body } = await new Client(origin).call(getSeatMap, open);
  return Object.fromEntries(body.seats.map(({ id, status }) => [id, status]));
}

async function expectOnEveryMap(wanted: Readonly<Record<string, string>>): Promise<void> {
  await eventually(async () => {
    for (const { state } of watchers) {
      const { statuses } = state();
      const shown = Object.keys(wanted).map((seat) => [seat, statuses[seat as never] ?? 'AVAILABLE']);
      expect(Object.fromEntries(shown)).toEqual(wanted);
    }
    for (const origin of [box.origin, other.address]) expect(await statusesAt(origin)).toMatchObject(wanted);
  });
}

test('with Redis up nobody may leave the hold out, and nothing is degraded', async () => {
  const staff = await clerk.call(confirmBooking, sale('D1'));
  expect([staff.code, staff.problem?.details]).toMatchObject(['request.unfit', {}]);
  expect((await box.anonymous.call(getSeatMap, open)).body).not.toHaveProperty('degraded');
  expect(watchers.map(({ state }) => state().degraded)).toEqual([undefined, undefined]);
});

describe('while Redis is away', () => {
  let bookingId: string;
  beforeAll(() => redis.stop());

  test('maps and lists come from the database, say so, and come fast', async () => {
    const body = await eventually(async () => {
      const { body: map } = await withinMs(1_500, () => box.anonymous.call(getSeatMap, open));
      expect(map.degraded).toBe(true);
      return map;
    });
    expect(body.epoch).toMatch(/^degraded\./);
    for (let turn = 0; turn < 5; turn += 1) {
      const again = await withinMs(300, () => box.anonymous.call(getSeatMap, open));
      expect([again.body.epoch, again.body.seq]).toEqual([body.epoch, body.seq]);
      await withinMs(300, () => new Client(other.address).call(getShowtime, open));
    }
    const { showtimes } = (await box.anonymous.call(listShowtimes, {})).body;
    const counted = showtimes.find(({ id }) => id === shows.open)?.availability;
    expect(counted).toMatchObject({ booked: 2, held: 0, blocked: 1 });
    expect((await box.anonymous.call(getReadiness)).status).toBe(503);
  });

  test('live maps change over by themselves, each node to an epoch of its own', async () => {
    await expectOnEveryMap({ C1: 'BOOKED', C2: 'BOOKED', C3: 'AVAILABLE', F10: 'BLOCKED' });
    const states = watchers.map(({ state }) => state());
    expect(states.map(({ degraded }) => degraded)).toEqual([true, true]);
    expect(states[0]?.epoch).not.toBe(states[1]?.epoch);
  });

  test('staff sell without a hold, and every node shows it; guests are refused', async () => {
    const sold = await clerk.call(confirmBooking, sale('D1', 'D2'));
    expect(sold.body.booking).toMatchObject({ status: 'BOOKED', seats: ['D1', 'D2'] });
    bookingId = sold.body.booking.id;
    await expectOnEveryMap({ D1: 'BOOKED', D2: 'BOOKED' });
    const guest = box.actAs('USER');
    const payments = [{ tender: 'ONLINE' as const, amountMinor: 1_000 }];
    const bought = await guest.call(confirmBooking, { ...open, body: { ...sale('D3').body, payments } });
    expect(bought.code).toBe('request.unfit');
    const nameless = await clerk.call(confirmBooking, { ...open, body: {} });
    expect(nameless.code).toBe('request.invalid');
    const taken = await box.actAs('CASHIER').call(confirmBooking, sale('D2', 'D3'));
    expect([taken.code, taken.problem?.details]).toEqual(['seats.taken', { seats: ['D2'] }]);
  });

  test('changes follow one another without a gap, also those made on the other node', async () => {
    const fetched = watchers.map(({ fetches }) => fetches());
    const elsewhere = box.actAs('CASHIER', undefined, other.address);
    for (const seat of ['E1', 'E2', 'E3']) await elsewhere.call(confirmBooking, sale(seat));
    await clerk.call(refundBooking, {
      params: { id: bookingId },
      body: { seats: seats('D2'), reason: 'a test' },
    });
    await expectOnEveryMap({ E1: 'BOOKED', E2: 'BOOKED', E3: 'BOOKED', D1: 'BOOKED', D2: 'AVAILABLE' });
    expect(watchers.map(({ fetches }) => fetches())).toEqual(fetched);
  });

  test('a payment under way is shown as held', async () => {
    const bookings = box.connection.collection<{ _id: string }>('bookings');
    const sold = await bookings.findOne({ _id: bookingId });
    const pending = { status: 'PENDING', seats: ['E5'], expiresAt: new Date(Date.now() + 600_000) };
    const made = { ...sold, ...pending, _id: 'b_pending', reference: 'PEND-INGX', outbox: [] };
    await bookings.insertOne(made);
    await expectOnEveryMap({ E5: 'LOCKED' });
  });
});

test('Redis back: every map is whole again by itself, and never showed a sold seat as free', async () => {
  await redis.start('kept');
  await eventually(async () => {
    const { body } = await box.anonymous.call(getSeatMap, open);
    expect(body).not.toHaveProperty('degraded');
    const sold = body.seats.filter(({ status }) => status === 'BOOKED').map(({ id }) => id);
    expect(sold).toEqual(expect.arrayContaining(['C1', 'C2', 'D1', 'E1', 'E2', 'E3']));
  }, 10_000);
  await eventually(async () => {
    const [first, second] = watchers.map(({ state }) => state());
    expect([first?.degraded, second?.degraded]).toEqual([undefined, undefined]);
    expect(first).toEqual(second);
    const server = await statusesAt(box.origin);
    const shown = Object.fromEntries(Object.keys(server).map((id) => [id, 'AVAILABLE']));
    expect({ ...shown, ...first?.statuses }).toEqual(server);
  }, 10_000);
  expect((await clerk.call(lockSeats, { ...open, body: { seats: seats('E1') } })).code).toBe('seats.taken');
  expect((await clerk.call(lockSeats, { ...open, body: { seats: seats('D2') } })).status).toBe(201);
});

test('a Redis that comes back without its data is filled before it is believed', async () => {
  await redis.stop();
  await eventually(async () => expect((await box.anonymous.call(getSeatMap, open)).body.degraded).toBe(true));
  await clerk.call(confirmBooking, sale('B7'));
  await redis.start('lost');
  await eventually(async () => {
    const { body } = await box.anonymous.call(getSeatMap, open);
    expect(body.seats.find(({ id }) => id === 'B7')?.status).toBe('BOOKED');
    expect(body).not.toHaveProperty('degraded');
  }, 10_000);
});

test('a Redis that hangs costs one wait, and what was sold meanwhile is sold on the map it comes back with', async () => {
  const before = (await box.anonymous.call(getSeatMap, open)).body.epoch;
  await box.redis.call('CLIENT', 'PAUSE', 4_000, 'ALL');
  await eventually(async () => expect((await box.anonymous.call(getSeatMap, open)).body.degraded).toBe(true));
  for (let turn = 0; turn < 3; turn += 1) {
    await withinMs(500, () => box.anonymous.call(getSeatMap, open));
    const refused = await withinMs(500, () =>
      clerk.call(lockSeats, { ...open, body: { seats: seats('B9') } }),
    );
    expect([refused.code, refused.headers.get('retry-after')]).toEqual(['service.unavailable', '1']);
  }
  await withinMs(2_000, () => clerk.call(confirmBooking, sale('B8')));
  await eventually(async () => {
    const { body } = await box.anonymous.call(getSeatMap, open);
    expect(body.seats.find(({ id }) => id === 'B8')?.status).toBe('BOOKED');
    expect(body).toMatchObject({ epoch: before });
  }, 10_000);
});
