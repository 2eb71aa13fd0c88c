import { describe, expect, it } from 'vitest';
import { dayBounds, instantOf, localDateOf, TimeZone } from './time.ts';

const berlin = 'Europe/Berlin';

describe('instants in the cinema zone', () => {
  it.each([
    ['2026-07-01', '20:15', '2026-07-01T18:15:00.000Z'],
    ['2026-12-01', '20:15', '2026-12-01T19:15:00.000Z'],
    ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
  ])('reads %s %s as %s', (date, time, expected) => {
    expect(instantOf(date, time, berlin).toISOString()).toBe(expected);
  });

  it('gives the day of a clock change 23 or 25 hours', () => {
    const hours = (date: string): number => {
      const { from, to } = dayBounds(date, berlin);
      return (to.getTime() - from.getTime()) / 3_600_000;
    };
    expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-11-23')]).toEqual([23, 25, 24]);
  });

  it('knows which day a late show falls on', () => {
    expect(localDateOf(new Date('2026-11-23T23:30:00Z'), berlin)).toBe('2026-11-24');
  });

  it('refuses a zone that does not exist', () => {
    expect(TimeZone.safeParse('Europe/Atlantis').success).toBe(false);
  });
});
