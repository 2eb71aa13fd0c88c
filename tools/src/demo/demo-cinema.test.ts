import { dayBounds, instantOf, nextDate } from '@foyer/shared/time';
import { describe, expect, it } from 'vitest';
import { demoCinema } from './demo-cinema.ts';

const timeZone = 'Europe/Berlin';
const evening = new Date('2026-11-23T17:00:00Z');

const known = new Map<string, number>();

/** Remembered, because reading a zone's clock is slow. */
function startMs(startsAt: string): number {
  const [day = '', time = ''] = startsAt.split('T');
  const instantMs = known.get(startsAt) ?? instantOf(day, time, timeZone).getTime();
  known.set(startsAt, instantMs);
  return instantMs;
}

describe('the demo programme', () => {
  it('fills seven days from the cinema’s today with five showtimes per hall', () => {
    const { showtimes } = demoCinema(evening);
    const perHallAndDay = new Map<string, number>();
    for (const { auditorium, startsAt } of showtimes) {
      const key = `${startsAt.slice(0, 10)} ${auditorium}`;
      perHallAndDay.set(key, (perHallAndDay.get(key) ?? 0) + 1);
    }
    const days = Array.from({ length: 7 }, (_, index) => nextDate('2026-11-23', index));
    const halls = ['h1', 'h2', 'h3', 'h4'];
    const expected = days.flatMap((day) => halls.map((hall) => [`${day} ${hall}`, 5] as const));
    expect([...perHallAndDay]).toEqual(expected);
    expect(showtimes.map(({ id }) => id)).toContain('st-20261123-h2-1915');
  });

  it('starts with the cinema’s day, not with that of Greenwich', () => {
    const first = demoCinema(new Date('2026-11-23T23:10:00Z')).showtimes[0];
    expect(first?.startsAt.slice(0, 10)).toBe('2026-11-24');
  });

  it('says the same of a day whenever it is asked', () => {
    const next = demoCinema(new Date('2026-11-24T09:00:00Z'));
    const ofTuesday = (document: typeof next) =>
      document.showtimes.filter(({ startsAt }) => startsAt.startsWith('2026-11-24'));
    expect(ofTuesday(next)).toHaveLength(20);
    expect(ofTuesday(demoCinema(evening))).toEqual(ofTuesday(next));
  });

  it.each(['2026-11-23', '2026-10-24', '2026-10-25', '2027-03-27', '2027-03-28'])(
    'has a showtime on sale today until 23:45 and one to come after, on %s',
    (date) => {
      const { from, to } = dayBounds(date, timeZone);
      const lastSaleMs = instantOf(date, '23:45', timeZone).getTime();
      for (let nowMs = from.getTime(); nowMs < to.getTime(); nowMs += 7 * 60_000) {
        const onSale = demoCinema(new Date(nowMs)).showtimes.filter(({ startsAt }) => {
          return startMs(startsAt) + 15 * 60_000 > nowMs;
        });
        const isToday = onSale.some(({ startsAt }) => startsAt.startsWith(date));
        expect([onSale.length >= 120, isToday]).toEqual([true, nowMs < lastSaleMs]);
      }
    },
  );

  it('shows many films in a week, none of them for adults before the afternoon', () => {
    const { showtimes, movies } = demoCinema(evening);
    expect(new Set(showtimes.map(({ movie }) => movie)).size).toBeGreaterThanOrEqual(12);
    const adult = new Set(movies.filter(({ rating }) => rating === 'R').map(({ id }) => id));
    const early = showtimes.filter(({ startsAt, movie }) => startsAt.slice(11) < '16:00' && adult.has(movie));
    expect(early).toEqual([]);
  });
});
