import { describe, expect, it } from 'vitest';
import type { HoldAddress } from './seat-replies.ts';
import { more, seats, startSeats, wish, type Seats } from './seat.harness.ts';
import { systemAct } from './seats.ts';

const limits = { maxSeats: 10, maxOwnerSeats: 20, maxOnlineSeats: 20 };

async function fresh(times: Parameters<typeof startSeats>[0] = {}) {
  const next = await startSeats(times);
  await next.hydrate();
  const partition = next.keys.partitionOf(next.showtimeId);
  const codeOf = (hash: string) => ({ partition, hash });
  return {
    ...next,
    offer: (mine: HoldAddress, hash: string, livesMs = 60_000) =>
      next.transfers.offer(mine, { hash, livesMs }, systemAct),
    takeOver: (mine: HoldAddress, hash: string, owner: string, most = limits) =>
      next.transfers.takeOver({ ...mine, owner }, { code: codeOf(hash), limits: most }, systemAct),
    find: (hash: string) => next.transfers.findOffer(codeOf(hash)),
  };
}

async function ownersOf({ gateway, showtimeId }: Pick<Seats, 'gateway' | 'showtimeId'>): Promise<string[]> {
  return (await gateway.readHall(showtimeId))?.holds.map(({ owner }) => owner) ?? [];
}

describe('a hold that is handed over', () => {
  it('is the same hold under its new owner, and nothing to the former one', async () => {
    const hall = await fresh();
    const { gateway, address, offer, takeOver, find, events, stop } = hall;
    const mine = address('ONLINE:u1');
    await gateway.hold(mine, wish('A1', 'A2'), systemAct);
    expect(await offer(mine, 'hash-1')).toMatchObject({ kind: 'OK', seq: 3 });
    expect(await find('hash-1')).toEqual({ showtimeId: hall.showtimeId, holdId: mine.holdId });
    const taken = await takeOver(mine, 'hash-1', 'COUNTER:c1');
    expect(taken).toMatchObject({ kind: 'OK', seq: 4, hold: { id: mine.holdId, seats: ['A1', 'A2'] } });
    const answers = [
      await gateway.hold(mine, more('A3'), systemAct),
      await gateway.secure(mine, { minRemainingMs: 0, row: [] }),
      await gateway.release(mine, [], systemAct),
      await offer(mine, 'hash-2'),
    ];
    expect(answers.map(({ kind }) => kind)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
    const secured = await gateway.secure({ ...mine, owner: 'COUNTER:c1' }, { minRemainingMs: 1, row: [] });
    expect(secured).toEqual({ kind: 'OK', seats: ['A1', 'A2'], guest: 'u1' });
    const told = (await events()).slice(2);
    expect(told.map(({ type, status, formerOwner }) => [type, status, formerOwner])).toEqual([
      ['hold.offered', null, null],
      ['hold.handed-over', null, 'ONLINE:u1'],
    ]);
    stop();
  });

  it('goes to one of two who bring its code, and to nobody a second time', async () => {
    const hall = await fresh();
    const mine = hall.address('ONLINE:u1');
    await hall.gateway.hold(mine, wish('A1'), systemAct);
    await hall.offer(mine, 'hash-1');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => hall.takeOver(mine, 'hash-1', `COUNTER:c${index}`)),
    );
    expect(answers.filter(({ kind }) => kind === 'OK')).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'NOT_FOUND')).toHaveLength(19);
    const winner = answers.findIndex(({ kind }) => kind === 'OK');
    expect(await ownersOf(hall)).toEqual([`COUNTER:c${winner}`]);
    hall.stop();
  });

  it('goes by its newest code alone', async () => {
    const hall = await fresh();
    const mine = hall.address('ONLINE:u1');
    await hall.gateway.hold(mine, wish('A1'), systemAct);
    await hall.offer(mine, 'hash-1');
    await hall.offer(mine, 'hash-2');
    const answers = [
      await hall.takeOver(mine, 'hash-1', 'COUNTER:c1'),
      await hall.takeOver(mine, 'hash-2', 'COUNTER:c2'),
      await hall.takeOver(mine, 'hash-1', 'COUNTER:c1'),
    ];
    expect(answers.map(({ kind }) => kind)).toEqual(['NOT_FOUND', 'OK', 'NOT_FOUND']);
    hall.stop();
  });

  it('has a code that ends with its time, and with the hold', async () => {
    const hall = await fresh({ ttlMs: 2_000, capMs: 2_000 });
    const [mine, other] = [hall.address('ONLINE:u1'), hall.address('ONLINE:u2')];
    await hall.gateway.hold(mine, wish('A1'), systemAct);
    await hall.gateway.hold(other, wish('A2'), systemAct);
    const offered = await hall.offer(mine, 'hash-1', 600_000);
    const until = (await hall.gateway.readHall(hall.showtimeId))?.holds.find(({ id }) => id === mine.holdId);
    expect(offered).toMatchObject({ kind: 'OK', endsAtMs: until?.expiresAtMs });
    await hall.offer(other, 'hash-2', 1);
    await expect.poll(() => hall.find('hash-2')).toBeNull();
    expect((await hall.takeOver(other, 'hash-2', 'COUNTER:c1')).kind).toBe('NOT_FOUND');
    await hall.gateway.release(mine, [], systemAct);
    expect((await hall.takeOver(mine, 'hash-1', 'COUNTER:c1')).kind).toBe('NOT_FOUND');
    hall.stop();
  });

  it('keeps its guest from till to till, and forgets the guest where somebody takes it over online', async () => {
    const hall = await fresh();
    const mine = hall.address('ONLINE:u1');
    await hall.gateway.hold(mine, wish('A1'), systemAct);
    const guests = [];
    let owner = mine.owner;
    for (const next of ['COUNTER:c1', 'COUNTER:c2', 'ONLINE:u2', 'COUNTER:c3']) {
      await hall.offer({ ...mine, owner }, `hash-${next}`);
      await hall.takeOver(mine, `hash-${next}`, next);
      owner = next;
      const secured = await hall.gateway.secure({ ...mine, owner }, { minRemainingMs: 0, row: [] });
      guests.push(secured.kind === 'OK' ? secured.guest : secured.kind);
    }
    expect(guests).toEqual(['u1', 'u1', null, 'u2']);
    hall.stop();
  });

  it('counts for its new owner, within the limits, and for online customers only while one has it', async () => {
    const hall = await fresh();
    const { gateway, address, offer, takeOver, redis, keys, showtimeId, stop } = hall;
    const mine = address('ONLINE:u1');
    const online = () => redis.hget(keys.seats(showtimeId), '#online');
    await gateway.hold(mine, wish('A1', 'A2'), systemAct);
    await gateway.hold(address('COUNTER:c1'), wish('B1'), systemAct);
    await offer(mine, 'hash-1');
    const refused = [
      await takeOver(mine, 'hash-1', 'COUNTER:c1', { ...limits, maxOwnerSeats: 2 }),
      await takeOver(mine, 'hash-1', 'ONLINE:u2', { ...limits, maxSeats: 1 }),
    ];
    expect(refused).toMatchObject([{ limit: 'OWNER' }, { limit: 'HOLD' }]);
    expect(await online()).toBe('2');
    expect((await takeOver(mine, 'hash-1', 'COUNTER:c1')).kind).toBe('OK');
    expect(await online()).toBe('0');
    await offer({ ...mine, owner: 'COUNTER:c1' }, 'hash-2');
    const full = await takeOver(mine, 'hash-2', 'ONLINE:u3', { ...limits, maxOnlineSeats: 1 });
    expect(full).toEqual({ kind: 'LIMIT', limit: 'HALL', most: 1 });
    expect((await takeOver(mine, 'hash-2', 'ONLINE:u3')).kind).toBe('OK');
    const next = await gateway.hold(address('COUNTER:c1'), { ...wish('C1'), maxOwnerSeats: 2 }, systemAct);
    expect([next.kind, await online()]).toEqual(['OK', '2']);
    stop();
  });
});

describe('a hold that a manager ends', () => {
  it('frees its seats, is told with whose it was, and is over for its owner', async () => {
    const { gateway, transfers, address, showtimeId, events, stop } = await fresh();
    const mine = address('COUNTER:c1');
    await gateway.hold(mine, wish('A1', 'A2'), systemAct);
    const act = { ...systemAct, reason: 'left the counter' };
    expect(await transfers.forceRelease(mine, act)).toMatchObject({ kind: 'OK', seats: ['A1', 'A2'] });
    expect((await gateway.hold(mine, more('A1'), systemAct)).kind).toBe('EXPIRED');
    expect((await transfers.forceRelease(mine, act)).kind).toBe('NOT_FOUND');
    expect((await gateway.hold(address('ONLINE:u2'), wish('A1'), systemAct)).kind).toBe('OK');
    expect((await gateway.readHall(showtimeId))?.holds).toHaveLength(1);
    expect((await events())[2]).toMatchObject({
      type: 'seat.forced-release',
      status: 'AVAILABLE',
      formerOwner: 'COUNTER:c1',
      seats: seats('A1', 'A2'),
      context: { reason: 'left the counter' },
    });
    stop();
  });

  it('stays while its sale is under way, and so does one that somebody would take over', async () => {
    const { gateway, transfers, address, offer, takeOver, stop } = await fresh();
    const mine = address('ONLINE:u1');
    await gateway.hold(mine, wish('A1'), systemAct);
    await offer(mine, 'hash-1');
    await gateway.secure(mine, { minRemainingMs: 0, row: [] });
    expect((await offer(mine, 'hash-1')).kind).toBe('OK');
    await gateway.secure(mine, { minRemainingMs: 200, row: [] });
    const answers = [
      await transfers.forceRelease(mine, systemAct),
      await takeOver(mine, 'hash-1', 'COUNTER:c1'),
      await offer(mine, 'hash-2'),
    ];
    expect(answers.map(({ kind }) => kind)).toEqual(['IN_SALE', 'IN_SALE', 'IN_SALE']);
    await expect.poll(async () => (await transfers.forceRelease(mine, systemAct)).kind).toBe('OK');
    stop();
  });
});
