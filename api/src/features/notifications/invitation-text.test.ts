import { expect, test } from 'vitest';
import { writeInvitation } from './invitation-text.ts';

const facts = {
  role: 'CASHIER',
  email: 'new@example.test',
  expiresAt: new Date('2026-12-09T23:30:00Z'),
  invitedBy: 'Mara <b>Manager</b>',
  cinema: { name: 'Corner House', timeZone: 'Europe/Berlin' },
} as const;

test('says who invites, to what, with which address and until which day of the cinema', () => {
  const { subject, text, html } = writeInvitation(facts);
  expect(subject).toBe('Your invitation to Corner House');
  expect(text).toContain('invites you to work with Foyer at Corner House as a cashier.');
  expect(text).toContain('sign in with Google as new@example.test.');
  expect(text).toContain('good until Thursday 10 December 2026.');
  expect(html).toContain('Mara &#60;b&#62;Manager');
});

test('reads well without the names of the house and of who invites', () => {
  const { text } = writeInvitation({ ...facts, invitedBy: null, cinema: { name: '', timeZone: 'UTC' } });
  expect(text).toContain('The management invites you to work with Foyer at the box office as a cashier.');
});
