import { UserId } from '@foyer/shared/ids';
import { grantsOf, Role } from '@foyer/shared/roles';
import { expect, test } from 'vitest';
import { normalEmail, roleByInvitation, ruleAgainst } from './people.policy.ts';

const [me, other] = [UserId.parse('usr_me'), UserId.parse('usr_other')];

function rule(
  [own, theirs]: readonly [Role, Role],
  becomes: Role | 'disabled' | 'enabled',
  { self = false, otherAdmins = 1, disabledAt = null as Date | null } = {},
) {
  return ruleAgainst({
    actor: { id: me, role: own },
    person: { id: self ? me : other, role: theirs, disabledAt },
    becomes: becomes === 'disabled' || becomes === 'enabled' ? becomes : { role: becomes },
    otherAdmins,
  });
}

test.each([
  ['a manager makes a customer a cashier', rule(['MANAGER', 'USER'], 'CASHIER'), null],
  ['a manager takes it back', rule(['MANAGER', 'CASHIER'], 'USER'), null],
  ['a manager makes no manager', rule(['MANAGER', 'CASHIER'], 'MANAGER'), 'above-your-role'],
  ['a manager does not reach a manager', rule(['MANAGER', 'MANAGER'], 'disabled'), 'above-your-role'],
  ['a manager does not let an administrator in', rule(['MANAGER', 'ADMIN'], 'enabled'), 'above-your-role'],
  ['an administrator makes another one', rule(['ADMIN', 'MANAGER'], 'ADMIN'), null],
  ['an administrator takes that from another one', rule(['ADMIN', 'ADMIN'], 'USER'), null],
  ['nobody raises themselves', rule(['MANAGER', 'MANAGER'], 'ADMIN', { self: true }), 'own-account'],
  ['nobody lowers themselves', rule(['ADMIN', 'ADMIN'], 'USER', { self: true }), 'own-account'],
  [
    'the only administrator stays one',
    rule(['ADMIN', 'ADMIN'], 'USER', { self: true, otherAdmins: 0 }),
    'last-admin',
  ],
  [
    'the only administrator is not disabled, whoever asks',
    rule(['ADMIN', 'ADMIN'], 'disabled', { otherAdmins: 0 }),
    'last-admin',
  ],
  [
    'a disabled administrator is not the last one',
    rule(['ADMIN', 'ADMIN'], 'USER', { otherAdmins: 0, disabledAt: new Date() }),
    null,
  ],
])('%s', (_sentence, given, expected) => {
  expect(given).toBe(expected);
});

test('whatever is allowed stays within what the caller’s role grants, on both sides of the change', () => {
  for (const own of Role.options)
    for (const theirs of Role.options)
      for (const becomes of Role.options) {
        const within = [theirs, becomes].every((role) => grantsOf(own).includes(role));
        expect([own, theirs, becomes, rule([own, theirs], becomes) === null]).toEqual([
          own,
          theirs,
          becomes,
          within,
        ]);
      }
});

test('an invitation lifts and never lowers', () => {
  expect([roleByInvitation('USER', 'CASHIER'), roleByInvitation('ADMIN', 'CASHIER')]).toEqual([
    'CASHIER',
    'ADMIN',
  ]);
});

test('an address is the same in any case, but dots and tags stay', () => {
  expect(normalEmail(' Anna.B+box@Example.Test ')).toBe('anna.b+box@example.test');
});
