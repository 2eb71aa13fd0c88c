import { TicketType } from '@foyer/shared/http/catalogue';
import { expect, test } from 'vitest';
import { ticketKeys } from './ticket-keys.ts';

test('gives each ticket type its first letter that nobody has and nothing else uses', () => {
  const types = ['Adult', 'Child', 'Student', 'Senior', 'Early bird', 'Ä'].map((name) =>
    TicketType.parse({ id: name.replace(/[^a-z]/gi, '') || 'x', name, pricesMinor: {} }),
  );
  const keys = ticketKeys(types);
  expect(types.map(({ id }) => keys.get(id))).toEqual(['A', 'C', 'S', 'N', 'R', undefined]);
});
