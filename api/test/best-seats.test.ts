import { confirmBooking } from '@foyer/shared/http/bookings';
import { lockBestSeats, lockSeats } from '@foyer/shared/http/holds';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { seats, shows } from './harness/cinema.ts';

let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice();
});
afterAll(() => box.stop());

describe('the best seats of a hall', () => {
  it('are held in one call, together and near the focal point, and can be sold', async () => {
    const clerk = box.actAs('CASHIER');
    const params = { id: shows.late };
    const best = await clerk.call(lockBestSeats, { params, body: { count: 3 } });
    expect([best.status, best.body.hold.seats]).toEqual([201, ['D4', 'D5', 'D6']]);
    const sold = await clerk.call(confirmBooking, { params, body: { holdId: best.body.hold.id } });
    expect(sold.body.booking.seats).toEqual(['D4', 'D5', 'D6']);
  });

  it('stay within a category and join a live hold', async () => {
    const clerk = box.actAs('CASHIER');
    const params = { id: shows.late };
    const first = await clerk.call(lockBestSeats, { params, body: { count: 2, category: 'premium' } });
    const body = { count: 1, category: 'standard', holdId: first.body.hold.id };
    const joined = await clerk.call(lockBestSeats, { params, body });
    expect(first.body.hold.seats.every((seat) => /^[EF]/.test(seat))).toBe(true);
    expect([joined.status, joined.body.hold.seats.length]).toEqual([200, 3]);
  });

  it('give a wheelchair place and its companion to who asks for them', async () => {
    const params = { id: shows.open };
    const body = { count: 2, accessible: true, companions: 1 };
    const best = await box.actAs('USER').call(lockBestSeats, { params, body });
    expect(best.body.hold.seats).toEqual(['A1', 'A2']);
    const again = await box.actAs('USER').call(lockBestSeats, { params, body });
    expect([again.code, again.problem?.details]).toEqual(['seats.taken', { seats: [] }]);
  });

  it.each([
    [{ count: 0 }],
    [{ count: -1 }],
    [{ count: 1.5 }],
    [{ count: 51 }],
    [{ count: 1_000_000_000_000 }],
  ])('refuse %j', async (body) => {
    const answer = await box.actAs('CASHIER').call(lockBestSeats, { params: { id: shows.open }, body });
    expect(answer.code).toBe('request.invalid');
  });

  it.each([[{ count: 1, accessible: 2 }], [{ count: 2, companions: 1 }]])(
    'refuse the party %j',
    async (body) => {
      const answer = await box.actAs('CASHIER').call(lockBestSeats, { params: { id: shows.open }, body });
      expect(answer.code).toBe('request.unfit');
    },
  );

  it('name the count where a customer wants too many', async () => {
    const answer = await box
      .actAs('USER')
      .call(lockBestSeats, { params: { id: shows.open }, body: { count: 11 } });
    expect([answer.code, answer.problem?.details]).toEqual(['holds.limit', { limit: 'HOLD', most: 10 }]);
  });

  it('go to fifty buyers at once without a seat twice, until the hall is full', async () => {
    const params = { id: shows.other };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => box.actAs('USER').call(lockBestSeats, { params, body: { count: 2 } })),
    );
    const held = answers.flatMap((answer) => (answer.code ? [] : answer.body.hold.seats));
    expect(new Set(held).size).toBe(held.length);
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([null, 'seats.taken']));
    const last = await box
      .actAs('USER')
      .call(lockBestSeats, { params, body: { count: 8 - held.length || 1 } });
    expect(held.length === 8 ? last.code : last.status).toBe(held.length === 8 ? 'seats.taken' : 201);
    expect((await box.actAs('USER').call(lockSeats, { params, body: { seats: seats('A3') } })).code).toBe(
      'seats.taken',
    );
  });
});
