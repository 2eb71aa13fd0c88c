import { SeatId, UserId } from '@foyer/shared/ids';
import { expect, test } from 'vitest';
import { buildApproval } from '../../testing/test-approvals.ts';
import { leftSentence, lineOf, seatRuns } from './approval-words.ts';

test('draws neighbouring seats together, in the order of the hall', () => {
  expect(seatRuns(['F14', 'F12', 'F13', 'C2', 'G15'])).toBe('C2, F12–F14, G15');
  expect(seatRuns([])).toBe('');
});

test('says in one line what exactly is asked for', () => {
  const seats = ['F12', 'F13'].map((seat) => SeatId.parse(seat));
  const refund = { kind: 'REFUND', subject: { seats, amountMinor: 3900, currency: 'EUR' } } as const;
  expect(lineOf(refund, { name: 'The Fog, 20:15', seats: [] })).toBe(
    'Refund €39.00 · F12–F13 · The Fog, 20:15',
  );
  expect(lineOf({ kind: 'NO_SALE', subject: {} })).toBe('Open the drawer without a sale');
});

test('says who settled a request, or that nobody did', () => {
  const me = UserId.parse('usr_me');
  const by = (id: string) => ({ decidedBy: { id, name: 'Ada Admin' } });
  const sentence = (overrides: Readonly<Record<string, unknown>>) =>
    leftSentence(buildApproval(overrides), 'Drawer', me);
  expect(sentence({ status: 'GRANTED', ...by('usr_me') })).toBe('You granted: Drawer');
  expect(sentence({ status: 'REFUSED', ...by('usr_ada') })).toBe('Ada Admin refused: Drawer');
  expect(sentence({ status: 'WITHDRAWN' })).toBe('Casey Cashier took this back: Drawer');
  expect(sentence({ status: 'EXPIRED' })).toBe('Nobody decided in time: Drawer');
});
