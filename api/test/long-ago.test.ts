import { getShowtime, listShowtimes } from '@foyer/shared/http/catalogue';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import { localDateOf } from '@foyer/shared/time';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { buildCinema, shows } from './harness/cinema.ts';

/** On a whole second, as an import file writes it. */
const startsAt = new Date(Math.floor(Date.now() / 1000) * 1000 - 72 * 3_600_000);
const past = { params: { id: shows.past } };

let box: BoxOffice;
beforeAll(async () => {
  const cinema = buildCinema();
  const showtimes = cinema.showtimes.map((show) =>
    show.id === shows.past ? { ...show, startsAt: startsAt.toISOString() } : show,
  );
  box = await startBoxOffice({ cinema: { ...cinema, showtimes } });
});
afterAll(() => box.stop());

test('a show of three days ago can still be looked at, with its day, and costs Redis nothing for ever', async () => {
  const map = await box.anonymous.call(getSeatMap, past);
  expect(map.body.seats).toHaveLength(60);
  const { body } = await box.anonymous.call(getShowtime, past);
  expect(body.showtime).toMatchObject({ sales: 'CLOSED', availability: { total: 60, available: 59 } });
  const query = { date: localDateOf(startsAt, 'Europe/Berlin') };
  const day = await box.anonymous.call(listShowtimes, { query });
  expect(day.body.showtimes.map(({ id }) => id)).toEqual([shows.past]);

  const halls = await box.redis.keys(`${box.namespace}:seats:*:${shows.past}`);
  const livesMs = await Promise.all(halls.map((hall) => box.redis.pttl(hall)));
  expect(livesMs).toHaveLength(1);
  expect(livesMs[0]).toBeGreaterThan(0);
});
