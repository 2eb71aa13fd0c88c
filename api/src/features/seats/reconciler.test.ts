import { SeatId } from '@foyer/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../platform/logger.ts';
import { correctionsOf, reconcileHall } from './reconciler.ts';
import { more, seats, startSeats, wish, type Seats } from './seat.harness.ts';
import { systemAct, type ClaimedSeat } from './seats.ts';

const keepUntil = new Date(Date.now() + 60_000);
const sold = (seat: string, id = 'b_1', version = 1): ClaimedSeat => ({
  seat: SeatId.parse(seat),
  claim: { kind: 'booking', id, version, status: 'BOOKED' },
});
const blocked = (seat: string): ClaimedSeat => ({ seat: SeatId.parse(seat), claim: { kind: 'blocked' } });

describe('what a hall should say', () => {
  it.each([
    ['a mark that never arrived', '', sold('A1'), 'B|b_1|1'],
    ['a mark under a hold', 'L|h_1|9', sold('A1'), 'B|b_1|1'],
    ["another booking's mark", 'B|b_2|1', sold('A1'), 'B|b_1|1'],
    ['an older mark of the same booking', 'B|b_1|1', sold('A1', 'b_1', 3), null],
    ['a seat that the house keeps now', '', blocked('A1'), 'X'],
    ['a held seat that the house keeps now', 'L|h_1|9', blocked('A1'), null],
    ['a release that got lost', 'B|b_1|1', null, ''],
    ['a seat that the house keeps no more', 'X', null, ''],
    ['a hold', 'L|h_1|9', null, null],
  ])('mends %s', (_what, entry, claim, expected) => {
    const entries = new Map(entry === '' ? [] : [[SeatId.parse('A1'), entry]]);
    const corrections = correctionsOf(entries, { claims: claim ? [claim] : [], keepUntil });
    expect(corrections).toEqual(expected === null ? [] : [['A1', expected]]);
  });
});

describe('reconciling a hall', () => {
  let hall: Seats;
  const log = createLogger('silent');
  beforeAll(async () => {
    hall = await startSeats();
    await hall.hydrate();
  });
  afterAll(() => hall.stop());

  it('mends it in one step that everybody hears of, and then has nothing to do', async () => {
    const { gateway, showtimeId, address } = hall;
    await gateway.hold(address(), wish('A1', 'A2'), systemAct);
    await gateway.book(
      { showtimeId, bookingId: 'b_gone', version: 1, holdId: null, status: 'BOOKED', seats: seats('C1') },
      systemAct,
    );
    const readTruth = () => Promise.resolve({ claims: [sold('A1'), blocked('B1')], keepUntil });
    expect(await reconcileHall({ gateway, readTruth, log }, showtimeId)).toBe(3);
    const snapshot = await gateway.readHall(showtimeId);
    expect(Object.fromEntries(snapshot?.statuses ?? [])).toEqual({
      A1: 'BOOKED',
      A2: 'LOCKED',
      B1: 'BLOCKED',
    });
    const told = (await hall.events()).filter(({ type }) => type === 'seat.reconciled');
    expect(told.map(({ status, seats: named }) => [status, named.join()])).toEqual([
      ['AVAILABLE', 'C1'],
      ['BLOCKED', 'B1'],
      ['BOOKED', 'A1'],
    ]);
    expect(await reconcileHall({ gateway, readTruth, log }, showtimeId)).toBe(0);
  });

  it('leaves a hall alone that moved while the database was asked', async () => {
    const { gateway, showtimeId, address } = hall;
    const mine = address('ONLINE:u9');
    await gateway.hold(mine, wish('D1'), systemAct);
    const readTruth = async () => {
      await gateway.hold(mine, more('D2'), systemAct);
      return { claims: [sold('E1')], keepUntil };
    };
    expect(await reconcileHall({ gateway, readTruth, log }, showtimeId)).toBe(0);
    expect((await gateway.readHall(showtimeId))?.statuses.get(SeatId.parse('E1'))).toBeUndefined();
  });
});
