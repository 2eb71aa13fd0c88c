import { confirmBooking } from '@foyer/shared/http/bookings';
import { lockSeats, releaseSeats } from '@foyer/shared/http/holds';
import { ShowtimeId } from '@foyer/shared/ids';
import type { OrphanRule } from '@foyer/shared/rules/orphans';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { buildCinema, seats, shows } from './harness/cinema.ts';

let box: BoxOffice;
beforeAll(async () => {
  const cinema = buildCinema();
  const play = cinema.showtimes.find(({ id }) => id === shows.other);
  if (!play) throw new Error('the small cinema plays nothing in its second hall');
  const ruled = (['STRICT', 'LENIENT'] as const).map((orphanRule: OrphanRule, index) => ({
    ...play,
    id: ShowtimeId.parse(`s-${orphanRule.toLowerCase()}`),
    startsAt: new Date(Date.parse(play.startsAt) + (index + 1) * 4 * 3_600_000).toISOString(),
    orphanRule,
  }));
  box = await startBoxOffice({ cinema: { ...cinema, showtimes: [...cinema.showtimes, ...ruled] } });
});
afterAll(() => box.stop());

/** Holds and sells in one breath; answers the refusal's code and details, or the seats sold. */
async function sell(show: string, ...wanted: string[]): Promise<unknown> {
  const clerk = box.actAs('CASHIER');
  const params = { id: ShowtimeId.parse(show) };
  const held = await clerk.call(lockSeats, { params, body: { seats: seats(...wanted) } });
  const sold = await clerk.call(confirmBooking, { params, body: { holdId: held.body.hold.id } });
  if (sold.problem) await clerk.call(releaseSeats, { params, body: { holdId: held.body.hold.id } });
  return sold.problem ? { code: sold.problem.code, ...sold.problem.details } : sold.body.booking.seats;
}

describe('the orphan rule of a showtime', () => {
  it('refuses a sale that leaves a single seat and names better ones', async () => {
    expect(await sell('s-strict', 'B2', 'B3')).toEqual({
      code: 'seats.rule',
      rule: 'orphan',
      seats: ['B1'],
      suggestion: ['B1', 'B2'],
    });
  });

  it('is judged when the seats are sold, so that they can be chosen one by one', async () => {
    const clerk = box.actAs('CASHIER');
    const params = { id: ShowtimeId.parse('s-lenient') };
    const first = await clerk.call(lockSeats, { params, body: { seats: seats('A4') } });
    const body = { seats: seats('A5'), holdId: first.body.hold.id };
    await clerk.call(lockSeats, { params, body });
    const sold = await clerk.call(confirmBooking, { params, body: { holdId: first.body.hold.id } });
    expect(sold.body.booking.seats).toEqual(['A4', 'A5']);
  });

  it('lets the last seats go where LENIENT has nothing better, and STRICT does not', async () => {
    await sell('s-strict', 'A4', 'A5');
    for (const show of ['s-strict', 's-lenient']) await sell(show, 'B1', 'B2');
    expect(await sell('s-lenient', 'B3', 'B4')).toEqual(['B3', 'B4']);
    expect(await sell('s-strict', 'B3', 'B4')).toEqual({ code: 'seats.rule', rule: 'orphan', seats: ['B5'] });
  });

  it('leaves showtimes without the rule alone', async () => {
    expect(await sell(shows.other, 'B2', 'B3')).toEqual(['B2', 'B3']);
  });
});

describe('companion places', () => {
  it('are not sold alone, but beside their wheelchair place', async () => {
    expect(await sell(shows.open, 'A2')).toEqual({ code: 'seats.rule', rule: 'companion', seats: ['A2'] });
    expect(await sell(shows.late, 'A1', 'A2')).toEqual(['A1', 'A2']);
  });
});
