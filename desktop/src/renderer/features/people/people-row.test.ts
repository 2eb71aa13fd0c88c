import { Invitation, Person } from '@foyer/shared/http/people';
import { expect, test } from 'vitest';
import { rowsOf, statusOf } from './people-row.ts';

const at = '2026-11-25T13:12:19.000Z';
const person = Person.parse({
  id: 'usr_1',
  name: 'Casey Cashier',
  email: 'casey@example.test',
  role: 'CASHIER',
  disabledAt: null,
  lastSignInAt: at,
  changeable: true,
});
const invitation = Invitation.parse({
  id: 'inv_1',
  email: 'new@example.test',
  role: 'MANAGER',
  invitedBy: 'Ada Admin',
  invitedAt: at,
  expiresAt: at,
  changeable: false,
});

const idsFor = (filter: Parameters<typeof rowsOf>[2]['filter'], search = '') =>
  rowsOf([person], [invitation], { filter, search }).map(({ id }) => id);

test('who is expected stands before who is here, under the role that waits for them', () => {
  expect(idsFor('STAFF')).toEqual(['inv_1', 'usr_1']);
  expect(idsFor('MANAGER')).toEqual(['inv_1', 'usr_1']);
  expect(idsFor('CASHIER')).toEqual(['usr_1']);
  expect(idsFor('USER')).toEqual(['usr_1']);
});

test('an invitation is found by any part of its address', () => {
  expect(idsFor('every', 'New EXAMPLE')).toEqual(['inv_1', 'usr_1']);
  expect(idsFor('every', 'casey')).toEqual(['usr_1']);
});

test('a disabled person is told from an active one and from one who is expected', () => {
  const disabled = { ...person, disabledAt: at };
  const words = rowsOf([person, disabled], [invitation], { filter: 'every', search: '' }).map(
    (row) => statusOf(row)[0],
  );
  expect(words).toEqual(['Invited', 'Active', 'Disabled']);
});
