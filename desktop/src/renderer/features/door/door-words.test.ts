import { SeatId } from '@foyer/shared/ids';
import { expect, test } from 'vitest';
import { ApiProblem } from '../../data/api-problem.ts';
import { localWord, partyText, refusedWord } from './door-words.ts';

const when = { timeZone: 'Europe/Berlin', nowMs: Date.parse('2026-11-26T18:20:00Z') };
const at = '2026-11-26T18:05:00.000Z';
const show = { showtimeId: 'sho_2', title: 'Up', auditorium: 'Hall 2', startsAt: '2026-11-27T19:15:00.000Z' };

test.each([
  [
    'ticket.admitted',
    { seat: 'F7', at, where: 'Till 2', by: 'Casey' },
    'out',
    'Already in',
    'Seat F7: at 19:05, Till 2, by Casey.',
  ],
  ['ticket.wrong-day', show, 'elsewhere', 'Another day', 'Up, Fri 27 Nov, 20:15, Hall 2.'],
  ['ticket.wrong-showtime', { ...show, startsAt: at }, 'elsewhere', 'Another show', 'Up, 19:05, Hall 2.'],
  [
    'ticket.given-back',
    { what: 'EXCHANGED', at },
    'out',
    'Exchanged',
    'This ticket was given back at 19:05. The guest has a newer ticket.',
  ],
  ['ticket.too-early', { opensAt: at }, 'wait', 'Too early', 'The doors open at 19:05.'],
  ['ticket.show-closed', { state: 'OVER' }, 'out', 'Show is over', 'To the counter.'],
  [
    'booking.state',
    { state: 'PENDING' },
    'out',
    'Not paid',
    'The booking is not paid, or not valid any more. To the counter.',
  ],
] as const)('says %s in words', (code, details, tone, title, text) => {
  expect(refusedWord(new ApiProblem({ code, details, requestId: 'r' }), when)).toMatchObject({
    tone,
    title,
    text,
  });
});

test('says of a list as of when it is', () => {
  const party = { size: 1, admitted: 1, missing: [] };
  const seat = SeatId.parse('F7');
  expect(localWord({ kind: 'admitted', reference: 'K7QM-3FXA', seat, party, asOf: at }, when)).toMatchObject({
    tone: 'in',
    listAsOf: at,
  });
  expect(localWord({ kind: 'not-listed', asOf: at }, when).text).toContain('after 19:05');
  expect(localWord({ kind: 'other-show', show: null }, when).tone).toBe('elsewhere');
});

test('names who of a party is missing, in the order of the hall', () => {
  const missing = ['F10', 'F8'].map((seat) => SeatId.parse(seat));
  expect(partyText({ size: 4, admitted: 2, missing })).toBe('2 of 4 are in; F8, F10 still missing.');
  expect(partyText({ size: 2, admitted: 2, missing: [] })).toBe('All 2 of the party are in.');
  expect(partyText({ size: 1, admitted: 1, missing: [] })).toBe('');
});
