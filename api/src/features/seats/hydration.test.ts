import { HoldId, SeatId } from '@foyer/shared/ids';
import { describe, expect, it } from 'vitest';
import { seats, startSeats, wish, type Seats } from './seat.harness.ts';
import { systemAct } from './seats.ts';

async function fresh(claims: Parameters<Seats['hydrate']>[0] = []): Promise<Seats> {
  const next = await startSeats();
  await next.hydrate(claims);
  return next;
}

describe('hydrating a hall', () => {
  const claimed = (seat: string, id = 'b_1') => ({
    seat: SeatId.parse(seat),
    claim: { kind: 'booking' as const, id, version: 1, status: 'BOOKED' as const },
  });

  it('fills it from the database and keeps holds of an earlier run that the database does not contradict', async () => {
    const { gateway, address, showtimeId, redis, keys, hydrate, stop } = await fresh();
    await gateway.hold(address('ONLINE:u1', 'h_kept'), wish('A1', 'A2'), systemAct);
    await gateway.book(
      { showtimeId, holdId: null, bookingId: 'b_lost', version: 1, status: 'BOOKED', seats: seats('A5') },
      systemAct,
    );
    await redis.hset(keys.seats(showtimeId), '#epoch', 'ffffffffffffffff.before');
    expect(await gateway.readHall(showtimeId)).toBeNull();
    await hydrate([claimed('A2')]);
    const snapshot = await gateway.readHall(showtimeId);
    expect(Object.fromEntries(snapshot?.statuses ?? [])).toEqual({ A1: 'LOCKED', A2: 'BOOKED' });
    expect(snapshot?.holds.map(({ id }) => id)).toEqual([HoldId.parse('h_kept')]);
    stop();
  });

  it('keeps what marks and releases wrote while it was loading', async () => {
    const { gateway, showtimeId, stop } = await startSeats();
    const keepUntil = new Date(Date.now() + 60_000);
    await gateway.beginHydration(showtimeId, 'slow');
    const status = 'BOOKED' as const;
    const mark = { showtimeId, bookingId: 'b_new', version: 1, holdId: null, status, seats: seats('A1') };
    expect(await gateway.book(mark, systemAct)).toEqual({ kind: 'LOADING' });
    await gateway.free({ showtimeId, bookingId: 'b_1', version: 2, seats: seats('A2') }, systemAct);
    const claims = [claimed('A2'), claimed('A3')];
    await gateway.commitHydration(showtimeId, { token: 'slow', keepUntil, claims }, systemAct);
    const snapshot = await gateway.readHall(showtimeId);
    expect(Object.fromEntries(snapshot?.statuses ?? [])).toEqual({ A1: 'BOOKED', A3: 'BOOKED' });
    stop();
  });

  it('lets only the newest of two hydrations commit', async () => {
    const { gateway, showtimeId, stop } = await startSeats();
    const keepUntil = new Date(Date.now() + 60_000);
    await gateway.beginHydration(showtimeId, 'first');
    await gateway.beginHydration(showtimeId, 'second');
    const first = await gateway.commitHydration(
      showtimeId,
      { token: 'first', keepUntil, claims: [] },
      systemAct,
    );
    const second = await gateway.commitHydration(
      showtimeId,
      { token: 'second', keepUntil, claims: [] },
      systemAct,
    );
    expect([first.kind, second.kind]).toEqual(['LOST', 'READY']);
    stop();
  });
});
