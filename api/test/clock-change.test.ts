import { confirmBooking } from '@foyer/shared/http/bookings';
import { getShowtime, listShowtimes } from '@foyer/shared/http/catalogue';
import { lockSeats } from '@foyer/shared/http/holds';
import { ShowtimeId } from '@foyer/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { buildCinema, seats } from './harness/cinema.ts';

const id = (name: string): ShowtimeId => ShowtimeId.parse(name);

/** Nights on which the clocks of Berlin change, by year: the summer's first day has 23 hours, the winter's 25. */
const nights = { spring: '2028-03-26', autumn: '2028-10-29' } as const;

let box: BoxOffice;
beforeAll(async () => {
  const show = (name: string, startsAt: string, auditorium: string) => ({
    id: id(name),
    movie: 'up',
    auditorium,
    priceList: 'usual',
    startsAt,
  });
  box = await startBoxOffice({
    cinema: buildCinema({
      showtimes: [
        // Half past two comes twice in this night: first by summer time, then an hour later by winter time.
        show('s-first', '2028-10-29T02:30:00+02:00', 'h1'),
        show('s-second', '2028-10-29T02:30:00+01:00', 'h2'),
        show('s-last-minute', '2028-10-29T23:59:00+01:00', 'h1'),
        show('s-before', '2028-03-26T01:59:00+01:00', 'h1'),
        show('s-after', '2028-03-26T03:00:00+02:00', 'h2'),
        show('s-next-day', '2028-03-27T00:00:00+02:00', 'h1'),
      ],
    }),
  });
});
afterAll(() => box.stop());

async function playingOn(date: string): Promise<readonly string[]> {
  const { body } = await box.anonymous.call(listShowtimes, { query: { date } });
  return body.showtimes.map((showtime) => showtime.id);
}

describe('a night on which the clocks change', () => {
  it('has every show of its day, and of no other', async () => {
    expect(await playingOn(nights.autumn)).toEqual(['s-first', 's-second', 's-last-minute']);
    expect(await playingOn(nights.spring)).toEqual(['s-before', 's-after']);
  });

  it('tells two shows at the same hour of the clock apart by an hour of time', async () => {
    const [first, second] = await Promise.all(
      ['s-first', 's-second'].map((name) => box.anonymous.call(getShowtime, { params: { id: id(name) } })),
    );
    const apartMs =
      Date.parse(second?.body.showtime.startsAt ?? '') - Date.parse(first?.body.showtime.startsAt ?? '');
    expect(apartMs).toBe(3_600_000);
  });

  it('closes each sale by its own time: the first is over while the second still sells', async () => {
    const first = await box.anonymous.call(getShowtime, { params: { id: id('s-first') } });
    const endsAt = Date.parse(first.body.showtime.salesEndAt ?? '');
    box.clock.advance(endsAt + 60_000 - Date.now());
    const clerk = box.actAs('CASHIER');
    const closed = await clerk.call(lockSeats, {
      params: { id: id('s-first') },
      body: { seats: seats('B1') },
    });
    expect([closed.code, first.body.showtime.salesEndAt]).toEqual([
      'showtime.closed',
      new Date(endsAt).toISOString(),
    ]);
    const params = { id: id('s-second') };
    const held = await clerk.call(lockSeats, { params, body: { seats: seats('A3') } });
    const sold = await clerk.call(confirmBooking, { params, body: { holdId: held.body.hold.id } });
    expect(sold.body.booking.status).toBe('BOOKED');
  });
});
