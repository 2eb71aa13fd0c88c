import { SeatId } from '@foyer/shared/ids';
import type { KeptSeat } from '@foyer/shared/rules/kept-seats';
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
const blocked = (seat: string, kept: Omit<Partial<KeptSeat>, 'seat'> = {}): ClaimedSeat => ({
  seat: SeatId.parse(seat),
  claim: { kind: 'blocked', ...kept },
});
const at = new Date();

describe('what a hall should say', () => {
  it.each([
    ['a mark that never arrived', '', sold('A1'), 'B|b_1|1'],
    ['a mark under a hold', 'L|h_1|9', sold('A1'), 'B|b_1|1'],
    ["another booking's mark", 'B|b_2|1', sold('A1'), 'B|b_1|1'],
    ['an older mark of the same booking', 'B|b_1|1', sold('A1', 'b_1', 3), null],
    ['a release that got lost', 'B|b_1|1', null, ''],
    ['a hold', 'L|h_1|9', null, null],
  ])('mends %s', (_what, entry, claim, expected) => {
    const entries = new Map(entry === '' ? [] : [[SeatId.parse('A1'), entry]]);
    const corrections = correctionsOf({ entries, at }, { claims: claim ? [claim] : [], keepUntil });
    expect(corrections).toEqual(expected === null ? [] : [['A1', expected]]);
  });

  const later = at.getTime() + 1;
  it.each([
    ['keeps back what the house keeps, held or not', {}, blocked('A1'), [['#k:A1', '|']]],
    [
      'says who may sell it, and until when',
      {},
      blocked('A1', { releaseAtMs: later, roles: ['MANAGER'] }),
      [['#k:A1', `${later}|MANAGER`]],
    ],
    ['puts on sale what the house keeps no more', { '#k:A1': '|' }, null, [['#k:A1', '']]],
    ['is content with what is kept as it should be', { '#k:A1': '|' }, blocked('A1'), []],
    ['leaves what is due to the sweeper', { '#k:A1': '9|' }, blocked('A1', { releaseAtMs: 9 }), []],
    ['keeps nothing back whose time is over', {}, blocked('A1', { releaseAtMs: 9 }), []],
  ])('%s', (_what, fields, claim, expected) => {
    const claims = claim ? [claim] : [];
    expect(correctionsOf({ entries: new Map(Object.entries(fields)), at }, { claims, keepUntil })).toEqual(
      expected,
    );
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
