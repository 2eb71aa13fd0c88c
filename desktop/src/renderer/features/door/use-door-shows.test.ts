import type { Showtime } from '@foyer/shared/http/catalogue';
import { expect, test } from 'vitest';
import { aboutToStart } from './use-door-shows.ts';

const shows = ['17:00', '19:15', '23:30'].map(
  (time) => ({ id: time, startsAt: `2026-11-26T${time}:00.000Z` }) as unknown as Showtime,
);

test.each([
  ['16:00', '17:00'],
  ['17:29', '17:00'],
  ['17:31', '19:15'],
  ['23:59', '23:30'],
])('at %s the door is for %s', (now, show) => {
  expect(aboutToStart(shows, Date.parse(`2026-11-26T${now}:00.000Z`))?.id).toBe(show);
});

test('is for the last of the day when all are under way, and for none where nothing plays', () => {
  expect(aboutToStart(shows, Date.parse('2026-11-27T05:00:00.000Z'))?.id).toBe('23:30');
  expect(aboutToStart([], 0)).toBeUndefined();
});
