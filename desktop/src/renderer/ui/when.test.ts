import { expect, test } from 'vitest';
import { otherDay, showTime } from './when.ts';

const zone = 'Europe/Berlin';
const now = Date.parse('2026-11-25T13:15:00Z');

test('names the day of a show unless it is today', () => {
  expect(showTime('2026-11-25T18:15:00Z', zone, now)).toBe('19:15');
  expect(showTime('2026-11-26T09:30:00Z', zone, now)).toBe('Thu 26 Nov, 10:30');
  expect(showTime('2026-11-24T18:15:00Z', zone, now)).toBe('Tue 24 Nov, 19:15');
});

test('takes the day from the cinema’s clock, and not from Greenwich', () => {
  expect(otherDay('2026-11-25T23:30:00Z', zone, now)).toBe('Thu 26 Nov');
  expect(otherDay('2026-11-24T23:30:00Z', zone, now)).toBeNull();
});
