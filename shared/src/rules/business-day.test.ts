import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayBounds, localDateOf, nextDate } from '../time.ts';
import { businessDayOf } from './business-day.ts';

const berlin = 'Europe/Berlin';
const show = (startsAt: string, endsAt: string) => ({
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
});
/** 22:45 to 01:20 in Berlin, in winter. */
const late = show('2026-11-25T21:45:00Z', '2026-11-26T00:20:00Z');

describe('the business day', () => {
  it.each<[string, string, string]>([
    ['in the evening', '2026-11-25T19:00:00Z', '2026-11-25'],
    ['a second before midnight', '2026-11-25T22:59:59Z', '2026-11-25'],
    ['after midnight, while the last show plays', '2026-11-25T23:00:00Z', '2026-11-25'],
    ['a second before its end', '2026-11-26T00:19:59Z', '2026-11-25'],
    ['once it has ended', '2026-11-26T00:20:00Z', '2026-11-26'],
    ['in the morning', '2026-11-26T08:00:00Z', '2026-11-26'],
  ])('is %s the day of that evening or the new one', (_when, instant, day) => {
    expect(businessDayOf(new Date(instant), [late], berlin)).toBe(day);
  });

  it('ends at midnight where nothing plays any more', () => {
    const early = show('2026-11-25T17:00:00Z', '2026-11-25T19:00:00Z');
    expect(businessDayOf(new Date('2026-11-25T23:00:00Z'), [early], berlin)).toBe('2026-11-26');
    expect(businessDayOf(new Date('2026-11-25T23:00:00Z'), [], berlin)).toBe('2026-11-26');
  });

  it('counts a show that starts after midnight to the evening before, and one of the next evening not', () => {
    const past = show('2026-11-25T23:15:00Z', '2026-11-26T01:30:00Z');
    const next = show('2026-11-26T21:00:00Z', '2026-11-27T01:00:00Z');
    expect(businessDayOf(new Date('2026-11-26T01:00:00Z'), [past, next], berlin)).toBe('2026-11-25');
    expect(businessDayOf(new Date('2026-11-26T02:00:00Z'), [past, next], berlin)).toBe('2026-11-26');
  });

  it('has begun at six, however long a night of films is', () => {
    const marathon = show('2026-11-25T19:00:00Z', '2026-11-26T09:00:00Z');
    expect(businessDayOf(new Date('2026-11-26T04:59:59Z'), [marathon], berlin)).toBe('2026-11-25');
    expect(businessDayOf(new Date('2026-11-26T05:00:00Z'), [marathon], berlin)).toBe('2026-11-26');
  });

  it('follows the clock through the night in which 02:30 comes twice', () => {
    // 25 October 2026: at 03:00 it is 02:00 again. The show ends at 02:45 of the second pass.
    const long = show('2026-10-24T22:30:00Z', '2026-10-25T01:45:00Z');
    expect(businessDayOf(new Date('2026-10-25T00:45:00Z'), [long], berlin)).toBe('2026-10-24');
    expect(businessDayOf(new Date('2026-10-25T01:44:59Z'), [long], berlin)).toBe('2026-10-24');
    expect(businessDayOf(new Date('2026-10-25T01:45:00Z'), [long], berlin)).toBe('2026-10-25');
    // Six in the morning is an hour later than the night before has it.
    const marathon = show('2026-10-24T18:00:00Z', '2026-10-25T08:00:00Z');
    expect(businessDayOf(new Date('2026-10-25T04:59:59Z'), [marathon], berlin)).toBe('2026-10-24');
    expect(businessDayOf(new Date('2026-10-25T05:00:00Z'), [marathon], berlin)).toBe('2026-10-25');
  });

  it('follows the clock through the night in which an hour is missing', () => {
    // 29 March 2026: at 02:00 it is 03:00. The show ends at 03:30.
    const long = show('2026-03-28T22:00:00Z', '2026-03-29T01:30:00Z');
    expect(businessDayOf(new Date('2026-03-29T01:29:59Z'), [long], berlin)).toBe('2026-03-28');
    expect(businessDayOf(new Date('2026-03-29T01:30:00Z'), [long], berlin)).toBe('2026-03-29');
    const marathon = show('2026-03-28T19:00:00Z', '2026-03-29T08:00:00Z');
    expect(businessDayOf(new Date('2026-03-29T03:59:59Z'), [marathon], berlin)).toBe('2026-03-28');
    expect(businessDayOf(new Date('2026-03-29T04:00:00Z'), [marathon], berlin)).toBe('2026-03-29');
  });

  it('is that of the cinema, not of whoever asks', () => {
    const instant = new Date('2026-11-25T23:30:00Z');
    expect(businessDayOf(instant, [], 'America/New_York')).toBe('2026-11-25');
    expect(businessDayOf(instant, [], 'Pacific/Auckland')).toBe('2026-11-26');
  });

  it('is the calendar day or the one before, and never goes back as time goes on', () => {
    const minute = 60_000;
    const start = Date.parse('2026-03-27T12:00:00Z');
    const shows = fc.array(
      fc.record({ at: fc.integer({ min: 0, max: 4_000 }), lasts: fc.integer({ min: 60, max: 400 }) }),
      { maxLength: 12 },
    );
    const asked = fc.tuple(fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 0, max: 400 }));
    fc.assert(
      fc.property(shows, asked, (played, [first, more]) => {
        const all = played.map(({ at, lasts }) => ({
          startsAt: new Date(start + at * minute),
          endsAt: new Date(start + (at + lasts) * minute),
        }));
        const [one, two] = [first, first + more].map((at) => new Date(start + at * minute));
        if (!one || !two) return;
        const day = businessDayOf(one, all, berlin);
        const date = localDateOf(one, berlin);
        expect([date, nextDate(date, -1)]).toContain(day);
        expect(businessDayOf(two, all, berlin) >= day).toBe(true);
        expect(one >= dayBounds(day, berlin).from).toBe(true);
      }),
    );
  });
});
