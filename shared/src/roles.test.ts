import { describe, expect, it } from 'vitest';
import { abilitiesOf, can, grantsOf, isStaff, ranksAtLeast, Role } from './roles.ts';

describe('abilities', () => {
  it.each([
    ['USER', 'tender.online', true],
    ['USER', 'tender.cash', false],
    ['USER', 'audit.view', false],
    ['CASHIER', 'tender.cash', true],
    ['CASHIER', 'tender.online', false],
    ['CASHIER', 'bookings.view-all', false],
    ['MANAGER', 'audit.view', true],
    ['ADMIN', 'holds.view-owners', true],
    ['CASHIER', 'people.view', false],
    ['MANAGER', 'people.manage', true],
    ['CASHIER', 'approvals.request', true],
    ['CASHIER', 'approvals.decide', false],
    ['USER', 'approvals.request', false],
  ] as const)('lets a %s use %s: %s', (role, ability, allowed) => {
    expect(can(role, ability)).toBe(allowed);
  });

  it('gives every role above a cashier all that a cashier has', () => {
    for (const role of ['MANAGER', 'ADMIN'] as const) {
      expect(abilitiesOf(role)).toEqual(expect.arrayContaining([...abilitiesOf('CASHIER')]));
    }
    expect([isStaff('USER'), isStaff('CASHIER')]).toEqual([false, true]);
  });
});

describe('grants', () => {
  it('never reach above the role that gives them, and below a manager nobody has any', () => {
    for (const role of Role.options) {
      expect(grantsOf(role).filter((granted) => !ranksAtLeast(role, granted))).toEqual([]);
    }
    expect([grantsOf('USER'), grantsOf('CASHIER')]).toEqual([[], []]);
  });

  it('of a manager end below managers, those of an administrator nowhere', () => {
    expect(grantsOf('MANAGER')).toEqual(['USER', 'CASHIER']);
    expect(grantsOf('ADMIN')).toEqual(Role.options);
  });
});
