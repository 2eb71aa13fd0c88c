import { AuditEntry } from '@foyer/shared/audit';
import { expect, test } from 'vitest';
import { noteOf, sentenceOf, whatOf } from './entry-words.ts';

const names = { usr_mara: 'Maria', usr_casey: 'Casey', til_2: 'Till 2', til_1: 'Till 1' };

function entry(overrides: Readonly<Record<string, unknown>>): AuditEntry {
  return AuditEntry.parse({
    id: 'evt_1',
    seq: 1,
    at: '2026-11-25T20:00:00.000Z',
    actor: { id: 'usr_mara', role: 'MANAGER' },
    till: null,
    target: { kind: 'user', id: 'usr_casey' },
    showtimeId: null,
    before: null,
    after: null,
    reason: null,
    requestId: null,
    traceId: null,
    result: 'OK',
    ...overrides,
  });
}

const sentence = (overrides: Readonly<Record<string, unknown>>) => sentenceOf(entry(overrides), names);
const money = { amountMinor: 4200, currency: 'EUR' };
const refund = {
  target: { kind: 'approval', id: 'apr_1' },
  after: {
    kind: 'REFUND',
    ...money,
    requestedBy: 'usr_casey',
    requestTill: 'til_2',
    requestReason: 'Guest is ill',
    by: 'ONLINE',
  },
};
const drawer = { action: 'drawer.opened', target: { kind: 'drawer', id: 'til_2' }, till: 'til_2' };
const cashier = { actor: { id: 'usr_casey', role: 'CASHIER' } };
const system = { actor: { id: 'system', role: null } };
const till = { target: { kind: 'till', id: 'til_2' } };

test.each([
  [
    { action: 'approval.granted', ...refund, reason: 'this once' },
    'Refund of €42.00 approved by Maria at Till 2, asked for by Casey — reason: Guest is ill',
  ],
  [
    { action: 'approval.granted', ...refund, after: { ...refund.after, by: 'PIN' } },
    'Refund of €42.00 approved by Maria with a PIN at Till 2, asked for by Casey — reason: Guest is ill',
  ],
  [
    { action: 'approval.requested', ...refund, ...cashier, reason: 'Guest is ill' },
    'Refund of €42.00 asked for by Casey at Till 2 — reason: Guest is ill',
  ],
  [
    { action: 'approval.expired', ...refund, ...system },
    'Refund of €42.00 not decided in time at Till 2, asked for by Casey — reason: Guest is ill',
  ],
  [
    { ...drawer, ...cashier, reason: 'Change for a guest' },
    'Drawer opened without a sale by Casey at Till 2 — reason: Change for a guest',
  ],
  [{ action: 'till.added', ...till }, 'Till 2 added by Maria'],
  [{ action: 'till.code-issued', ...till, till: 'til_1' }, 'New code for Till 2 made by Maria at Till 1'],
  [
    {
      action: 'till.enrolled',
      ...till,
      till: 'til_2',
      actor: { id: 'anonymous', role: null },
      after: { replacesDevice: true },
    },
    'Till 2 enrolled, on another device than before',
  ],
  [{ action: 'till.revoked', ...till, reason: 'stolen' }, 'Till 2 revoked by Maria — reason: stolen'],
  [
    { action: 'pin.set', target: { kind: 'user', id: 'usr_casey' }, till: 'til_2', ...cashier },
    'PIN set by Casey at Till 2',
  ],
  [
    { action: 'sign-in.refused', actor: { id: 'anonymous', role: null }, till: 'til_2', reason: 'pin-wrong' },
    'Wrong PIN for Casey at Till 2',
  ],
  [
    { ...cashier, action: 'sign-in.refused', till: 'til_2', reason: 'pin-of-no-manager' },
    'PIN tried where a manager’s is needed by Casey at Till 2',
  ],
  [
    { action: 'people.role-changed', before: { role: 'CASHIER' }, after: { role: 'MANAGER' } },
    'Role of Casey changed from cashier to manager by Maria',
  ],
  [
    { action: 'people.erased', target: { kind: 'user', id: 'usr_old' }, reason: 'asked for it' },
    'A person erased by Maria — reason: asked for it',
  ],
  [
    {
      action: 'booking.success',
      ...cashier,
      till: 'til_2',
      after: { reference: 'K7QM-3FXA', seats: ['F12', 'F13'] },
    },
    'Sale made · K7QM-3FXA · F12–F13 by Casey at Till 2',
  ],
])('says what happened, by whom, where and why', (overrides, expected) => {
  expect(sentence(overrides)).toBe(expected);
});

test('names nobody who is gone, and lives with facts of another release', () => {
  expect(sentence({ action: 'people.disabled', target: { kind: 'user', id: 'usr_old' } })).toBe(
    'Account of somebody who is gone disabled by Maria',
  );
  expect(whatOf(entry({ action: 'approval.granted', after: { kind: 'NEW', seats: 'F1' } }), names)).toBe(
    'Something approved',
  );
});

test('keeps the note of the manager apart from the reason of the cashier', () => {
  expect(noteOf(entry({ action: 'approval.granted', ...refund, reason: 'this once' }))).toBe('this once');
  expect(noteOf(entry({ action: 'approval.requested', ...refund, reason: 'Guest is ill' }))).toBeNull();
});
