import { getShowtime } from '@foyer/shared/http/catalogue';
import { confirmBooking } from '@foyer/shared/http/bookings';
import { lockBestSeats, lockSeats, releaseSeats } from '@foyer/shared/http/holds';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import { ShowtimeId } from '@foyer/shared/ids';
import type { Role } from '@foyer/shared/roles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { buildCinema, seats, shows } from './harness/cinema.ts';
import { eventually } from './harness/eventually.ts';

const soonMs = 3_000;
const hourMs = 3_600_000;
const show = (id: string) => ({ params: { id: ShowtimeId.parse(id) } });

let box: BoxOffice;
let releaseAtMs = 0;
beforeAll(async () => {
  const cinema = buildCinema();
  const play = cinema.showtimes.find(({ id }) => id === shows.other);
  if (!play) throw new Error('the small cinema plays nothing in its second hall');
  const at = (hours: number): string => new Date(Date.parse(play.startsAt) + hours * hourMs).toISOString();
  releaseAtMs = Date.now() + soonMs;
  const kept = {
    ...play,
    id: ShowtimeId.parse('s-kept'),
    startsAt: at(4),
    keptSeats: [
      {
        seats: seats('A3', 'A4'),
        roles: ['MANAGER' as const],
        releaseAt: new Date(releaseAtMs).toISOString(),
      },
      { seats: seats('B3'), roles: ['MANAGER' as const, 'ADMIN' as const], releaseMinutesBeforeStart: 30 },
    ],
  };
  const notYet = { ...play, id: ShowtimeId.parse('s-not-yet'), startsAt: at(8), salesStartAt: at(1) };
  const cutOff = { ...play, id: ShowtimeId.parse('s-cut-off'), startsAt: at(12), onlineSalesEndMinutes: -60 };
  box = await startBoxOffice({
    cinema: { ...cinema, showtimes: [...cinema.showtimes, kept, notYet, cutOff] },
  });
});
afterAll(() => box.stop());

async function ask(role: Role, id: string, ...wanted: string[]): Promise<string | null> {
  const answer = await box.actAs(role).call(lockSeats, { ...show(id), body: { seats: seats(...wanted) } });
  return answer.code;
}

async function statusOf(id: string, seat: string): Promise<string | undefined> {
  const map = await box.anonymous.call(getSeatMap, show(id));
  return map.body?.seats.find((one) => one.id === seat)?.status;
}

describe('seats that the house keeps back', () => {
  it('are for the roles they name, and never the best for anybody', async () => {
    expect(await statusOf('s-kept', 'B3')).toBe('BLOCKED');
    expect([await ask('USER', 's-kept', 'B3'), await ask('CASHIER', 's-kept', 'B3')]).toEqual([
      'seats.taken',
      'seats.taken',
    ]);
    const manager = box.actAs('MANAGER');
    const best = await manager.call(lockBestSeats, { ...show('s-kept'), body: { count: 2 } });
    expect(best.body.hold.seats).not.toContain('B3');
    // On a slow machine the others are on sale by now, and among the best.
    await manager.call(releaseSeats, { ...show('s-kept'), body: { holdId: best.body.hold.id } });
    const held = await manager.call(lockSeats, { ...show('s-kept'), body: { seats: seats('B3') } });
    const sold = await manager.call(confirmBooking, {
      ...show('s-kept'),
      body: { holdId: held.body.hold.id },
    });
    expect(sold.body.booking.seats).toEqual(['B3']);
  });

  it('go on sale at their time, by themselves, on every map', async () => {
    const now = (): number => Date.now();
    const before = await statusOf('s-kept', 'A3');
    expect(before === 'BLOCKED' || now() >= releaseAtMs).toBe(true);
    await eventually(async () => {
      expect(await statusOf('s-kept', 'A3')).toBe('AVAILABLE');
    }, soonMs + 5_000);
    expect(now()).toBeGreaterThanOrEqual(releaseAtMs);
    expect(await ask('USER', 's-kept', 'A3', 'A4')).toBeNull();
  });
});

describe('the time in which a show sells', () => {
  it('has a beginning, which nobody is before', async () => {
    const clerk = await box
      .actAs('CASHIER')
      .call(lockSeats, { ...show('s-not-yet'), body: { seats: seats('A3') } });
    expect(clerk.problem).toMatchObject({ code: 'showtime.closed', details: { state: 'NOT_YET' } });
    const { showtime } = (await box.anonymous.call(getShowtime, show('s-not-yet'))).body;
    expect([showtime.sales, showtime.salesStartAt]).toEqual(['CLOSED', expect.stringMatching(/Z$/)]);
    box.clock.advance(5 * hourMs);
    expect(await ask('USER', 's-not-yet', 'A3')).toBeNull();
    box.clock.advance(-5 * hourMs);
  });

  it('ends online before it ends at the counter, for holds and for sales', async () => {
    const guest = box.actAs('USER');
    const held = await guest.call(lockSeats, { ...show('s-cut-off'), body: { seats: seats('A3') } });
    box.clock.advance(14.5 * hourMs);
    const payments = [{ tender: 'ONLINE' as const, amountMinor: 1_000 }];
    const { id: holdId } = held.body.hold;
    const refused = [
      (await guest.call(confirmBooking, { ...show('s-cut-off'), body: { holdId, payments } })).code,
      await ask('USER', 's-cut-off', 'B3'),
    ];
    const atCounter = await ask('CASHIER', 's-cut-off', 'B3');
    box.clock.advance(-14.5 * hourMs);
    expect([...refused, atCounter]).toEqual(['showtime.closed', 'showtime.closed', null]);
  });
});
