import { SeatId } from '@foyer/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { more, seats, startSeats, wish, type Seats } from './seat.harness.ts';
import { systemAct } from './seats.ts';

let hall: Seats;
beforeAll(async () => {
  hall = await startSeats();
});
afterAll(() => hall.stop());

async function fresh(claims: Parameters<Seats['hydrate']>[0] = []): Promise<Seats> {
  const next = await startSeats();
  await next.hydrate(claims);
  return next;
}

describe('holding seats', () => {
  it('holds all seats or none and names those that are taken', async () => {
    const { gateway, address, stop, events } = await fresh();
    await gateway.hold(address('ONLINE:u1'), wish('A1', 'A2'), systemAct);
    const refused = await gateway.hold(address('ONLINE:u2'), wish('A2', 'A3'), systemAct);
    const free = await gateway.hold(address('ONLINE:u3'), wish('A3'), systemAct);
    expect([refused, free.kind]).toEqual([{ kind: 'TAKEN', seats: ['A2'] }, 'OK']);
    expect((await events()).map(({ seq, type, seats: named }) => [seq, type, named.join()])).toEqual([
      [1, 'hydrated', ''],
      [2, 'seat.locked', 'A1,A2'],
      [3, 'seat.locked', 'A3'],
    ]);
    stop();
  });

  it('answers the same hold again and counts no change when it is sent twice', async () => {
    const { gateway, address, stop } = await fresh();
    const mine = address();
    const first = await gateway.hold(mine, wish('B1'), systemAct);
    const again = await gateway.hold(mine, more('B1'), systemAct);
    expect(first).toMatchObject({ kind: 'OK', created: true, seq: 2 });
    expect(again).toMatchObject({ kind: 'OK', created: false, seq: 2, hold: { seats: ['B1'] } });
    stop();
  });

  it('adds seats to a live hold, up to the limit', async () => {
    const { gateway, address, stop } = await fresh();
    const mine = address();
    await gateway.hold(mine, wish('B1'), systemAct);
    const grown = await gateway.hold(mine, more('B2', 'B3'), systemAct);
    const beyond = await gateway.hold(mine, { ...more('B4'), maxSeats: 3 }, systemAct);
    expect(grown).toMatchObject({ kind: 'OK', hold: { seats: ['B1', 'B2', 'B3'] } });
    expect(beyond).toEqual({ kind: 'LIMIT' });
    stop();
  });

  it('extends to the cap and never beyond', async () => {
    const short = await startSeats({ ttlMs: 60_000, capMs: 60_000 });
    await short.hydrate();
    const mine = short.address();
    const first = await short.gateway.hold(mine, wish('C1'), systemAct);
    const again = await short.gateway.hold(mine, more('C1'), systemAct);
    const until = (reply: typeof first): number => (reply.kind === 'OK' ? reply.hold.expiresAtMs : 0);
    expect(until(again)).toBe(until(first));
    short.stop();
  });

  it("does not know another owner's hold", async () => {
    const { gateway, address, stop } = await fresh();
    const mine = address('ONLINE:u1');
    await gateway.hold(mine, wish('C1'), systemAct);
    const stranger = { ...mine, owner: 'ONLINE:u2' };
    const answers = await Promise.all([
      gateway.hold(stranger, more('C2'), systemAct),
      gateway.release(stranger, [], systemAct),
      gateway.secure(stranger, { minRemainingMs: 1_000, row: [] }),
    ]);
    expect(answers.map(({ kind }) => kind)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
    stop();
  });

  it('refuses everything in a hall that is not hydrated', async () => {
    const { gateway, address } = hall;
    const mine = address();
    const answers = await Promise.all([
      gateway.hold(mine, wish('A1'), systemAct),
      gateway.release(mine, [], systemAct),
      gateway.secure(mine, { minRemainingMs: 1_000, row: [] }),
    ]);
    expect(answers.map(({ kind }) => kind)).toEqual(['NOT_HYDRATED', 'NOT_HYDRATED', 'NOT_HYDRATED']);
  });

  it('refuses a hall that an earlier run of the server hydrated', async () => {
    const { gateway, address, redis, keys, showtimeId, stop } = await fresh();
    await redis.hset(keys.seats(showtimeId), '#epoch', 'ffffffffffffffff.before');
    expect(await gateway.hold(address(), wish('A1'), systemAct)).toEqual({ kind: 'NOT_HYDRATED' });
    stop();
  });
});

describe('securing a hold for a payment', () => {
  it('extends it beyond its cap once and never again, however often it is asked', async () => {
    const short = await startSeats({ ttlMs: 500, capMs: 500 });
    await short.hydrate();
    const mine = short.address();
    const held = await short.gateway.hold(mine, wish('A1'), systemAct);
    const cap = held.kind === 'OK' ? held.hold.extendableUntilMs : 0;
    const secure = () => short.gateway.secure(mine, { minRemainingMs: 5_000, row: [] });
    await secure();
    await expect.poll(() => Date.now(), { timeout: 5_000 }).toBeGreaterThan(cap + 100);
    expect((await secure()).kind).toBe('OK');
    const expiry = (await short.gateway.readHall(short.showtimeId))?.holds[0]?.expiresAtMs;
    expect(expiry).toBe(cap + 5_000);
    short.stop();
  });
});

describe('giving seats back', () => {
  it('frees the named seats and keeps the rest, and ends an empty hold', async () => {
    const { gateway, address, stop, events } = await fresh();
    const mine = address();
    await gateway.hold(mine, wish('A1', 'A2', 'A3'), systemAct);
    const left = await gateway.release(mine, seats('A2'), systemAct);
    const ended = await gateway.release(mine, [], systemAct);
    const after = await gateway.release(mine, [], systemAct);
    expect(left).toMatchObject({ kind: 'OK', hold: { seats: ['A1', 'A3'] } });
    expect(ended).toMatchObject({ kind: 'OK', hold: { seats: [] } });
    expect(after).toEqual({ kind: 'NOT_FOUND' });
    expect((await events()).slice(-2).map((event) => event.seats.join())).toEqual(['A2', 'A1,A3']);
    stop();
  });
});

describe('a hold whose time is over', () => {
  it('counts as free at once, is told as expired, and frees only what is still its own', async () => {
    const short = await startSeats({ ttlMs: 1, capMs: 1 });
    await short.hydrate();
    const late = short.address('ONLINE:late');
    await short.gateway.hold(late, wish('A1', 'A2'), systemAct);
    await expect
      .poll(async () => (await short.gateway.secure(late, { minRemainingMs: 1, row: [] })).kind)
      .toBe('EXPIRED');
    const quick = short.address('ONLINE:quick');
    const taken = await short.gateway.hold(quick, wish('A1'), systemAct);
    const swept = await short.gateway.expire(short.showtimeId, late.holdId, systemAct);
    expect([taken.kind, swept]).toEqual(['OK', 'OK']);
    const timeout = (await short.events()).findLast(({ type }) => type === 'seat.timeout');
    expect(timeout?.seats).toEqual(['A2']);
    expect(await short.gateway.secure(late, { minRemainingMs: 1, row: [] })).toEqual({ kind: 'EXPIRED' });
    short.stop();
  });

  it('is found by the sweep at the server clock, and never while it lives', async () => {
    const short = await startSeats({ ttlMs: 1, capMs: 1 });
    await short.hydrate();
    const gone = short.address();
    await short.gateway.hold(gone, wish('A1'), systemAct);
    await expect
      .poll(() => short.gateway.dueHolds(10))
      .toEqual([{ showtimeId: short.showtimeId, holdId: gone.holdId }]);
    expect(await short.gateway.secure(gone, { minRemainingMs: 60_000, row: [] })).toEqual({
      kind: 'EXPIRED',
    });
    short.stop();
    const { gateway, address, showtimeId, stop } = await fresh();
    const live = address();
    await gateway.hold(live, wish('A1'), systemAct);
    expect([await gateway.dueHolds(10), await gateway.expire(showtimeId, live.holdId, systemAct)]).toEqual([
      [],
      'LIVE',
    ]);
    stop();
  });
});

describe('a row that the seat rules judged', () => {
  it('is judged again when a seat beside the hold is other than it was', async () => {
    const { gateway, address, stop } = await fresh();
    const mine = address();
    await gateway.hold(mine, wish('A2', 'A3'), systemAct);
    const judged = (free: boolean) => ({ minRemainingMs: 1, row: [{ seat: SeatId.parse('A1'), free }] });
    const before = await gateway.secure(mine, judged(true));
    await gateway.hold(address('ONLINE:u2'), wish('A1'), systemAct);
    const after = [await gateway.secure(mine, judged(true)), await gateway.secure(mine, judged(false))];
    expect([before, ...after].map(({ kind }) => kind)).toEqual(['OK', 'STALE', 'OK']);
    stop();
  });
});

describe('what MongoDB decided', () => {
  const booking = (seatNames: string[], version = 1, bookingId = 'b_1') => ({
    bookingId,
    version,
    seats: seats(...seatNames),
  });

  it('ends the hold that led to the booking and shows the seats as sold', async () => {
    const { gateway, address, showtimeId, stop } = await fresh();
    const mine = address();
    await gateway.hold(mine, wish('A1', 'A2'), systemAct);
    await gateway.book(
      { showtimeId, holdId: mine.holdId, status: 'BOOKED', ...booking(['A1', 'A2']) },
      systemAct,
    );
    const snapshot = await gateway.readHall(showtimeId);
    expect(Object.fromEntries(snapshot?.statuses ?? [])).toEqual({ A1: 'BOOKED', A2: 'BOOKED' });
    expect(snapshot?.holds).toEqual([]);
    stop();
  });

  it("takes a sold seat out of a stranger's hold, and renewing that hold never takes it back", async () => {
    const { gateway, address, showtimeId, stop } = await fresh();
    const stranger = address('ONLINE:u2');
    await gateway.hold(stranger, wish('A1', 'A2'), systemAct);
    await gateway.book({ showtimeId, holdId: null, status: 'BOOKED', ...booking(['A1']) }, systemAct);
    expect(await gateway.secure(stranger, { minRemainingMs: 1_000, row: [] })).toEqual({
      kind: 'TAKEN',
      seats: ['A1'],
    });
    await gateway.hold(stranger, more('A2'), systemAct);
    expect((await gateway.readHall(showtimeId))?.statuses.get(SeatId.parse('A1'))).toBe('BOOKED');
    stop();
  });

  it('drops a mark that is older than what stands, and frees nothing of another booking', async () => {
    const { gateway, showtimeId, events, stop } = await fresh();
    await gateway.book({ showtimeId, holdId: null, status: 'BOOKED', ...booking(['A1'], 3) }, systemAct);
    await gateway.book({ showtimeId, holdId: null, status: 'BOOKED', ...booking(['A1'], 2) }, systemAct);
    await gateway.free({ showtimeId, ...booking(['A1'], 9, 'b_2') }, systemAct);
    await gateway.free({ showtimeId, ...booking(['A1'], 2) }, systemAct);
    expect((await events()).map(({ type }) => type)).toEqual(['hydrated', 'seat.booked']);
    await gateway.free({ showtimeId, ...booking(['A1'], 4) }, systemAct);
    expect((await gateway.readHall(showtimeId))?.statuses.size).toBe(0);
    stop();
  });
});
