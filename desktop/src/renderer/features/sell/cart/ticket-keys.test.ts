import { TicketType } from '@foyer/shared/http/catalogue';
import { expect, test } from 'vitest';
import { changeHints } from './change.ts';
import { ticketKeys } from './ticket-keys.ts';

test('gives each ticket type its first letter that nobody has and nothing else uses', () => {
  const types = ['Adult', 'Child', 'Student', 'Senior', 'Early bird', 'Ä'].map((name) =>
    TicketType.parse({ id: name.replace(/[^a-z]/gi, '') || 'x', name, pricesMinor: {} }),
  );
  const keys = ticketKeys(types);
  expect(types.map(({ id }) => keys.get(id))).toEqual(['A', 'C', 'S', 'N', 'R', undefined]);
});

test('names the notes a guest is likely to put down, and never the exact sum', () => {
  expect(changeHints(3900, 'EUR')).toEqual([
    { givenMinor: 4000, changeMinor: 100 },
    { givenMinor: 5000, changeMinor: 1100 },
    { givenMinor: 10_000, changeMinor: 6100 },
  ]);
  expect(changeHints(5000, 'EUR')[0]).toEqual({ givenMinor: 6000, changeMinor: 1000 });
});
