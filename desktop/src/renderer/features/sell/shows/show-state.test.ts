import { Showtime } from '@foyer/shared/http/catalogue';
import { expect, test } from 'vitest';
import { showState } from './show-state.ts';

const start = Date.parse('2026-11-25T13:15:00.000Z');

test('goes on selling a show that has started, until the server closes it', () => {
  expect(showState(show('OPEN', 54), start - 1)).toMatchObject({ words: '54 left', hasStarted: false });
  expect(showState(show('OPEN', 54), start)).toEqual({
    words: '54 left',
    isOver: false,
    hasStarted: true,
    isScarce: false,
  });
  expect(showState(show('CLOSED', 54), start)).toMatchObject({ words: 'closed', isOver: true });
});

test('stresses the last tenth of the seats, but not of a show that nobody can buy', () => {
  expect(showState(show('OPEN', 6), start)).toMatchObject({ words: '6 left', isScarce: true });
  expect(showState(show('OPEN', 0), start)).toMatchObject({
    words: 'sold out',
    isScarce: true,
    isOver: false,
  });
  expect(showState(show('CLOSED', 6), start).isScarce).toBe(false);
  expect(showState(show('CANCELLED', 60), start)).toMatchObject({ words: 'cancelled', isOver: true });
});

function show(sales: Showtime['sales'], available: number): Showtime {
  return Showtime.parse({
    id: 'show-1',
    movie: { id: 'movie-1', title: 'Jaws', year: 1975, rating: 'PG', runtimeMinutes: 124, version: '' },
    auditorium: { id: 'hall-1', name: 'Hall 1' },
    startsAt: new Date(start).toISOString(),
    endsAt: '2026-11-25T15:19:00.000Z',
    timeZone: 'Europe/Berlin',
    sales,
    currency: 'EUR',
    availability: { total: 60, available, held: 0, booked: 60 - available, blocked: 0 },
    ticketTypes: [{ id: 'adult', name: 'Adult', pricesMinor: { standard: 1200 } }],
  });
}
