import type { Role } from '@foyer/shared/roles';
import { expect, test } from 'vitest';
import { roleAtSignIn } from './role-at-sign-in.policy.ts';

const rules = {
  demoRoles: new Map<string, Role>([['cashier@example.test', 'CASHIER']]),
  bootstrapAdminEmails: ['owner@example.test'],
};

test.each<[string, { email: string; role: Role; adminExists: boolean; becomes: Role }]>([
  [
    'unknown people stay USER',
    { email: 'a@example.test', role: 'USER', adminExists: false, becomes: 'USER' },
  ],
  [
    'staff keep their role',
    { email: 'a@example.test', role: 'MANAGER', adminExists: true, becomes: 'MANAGER' },
  ],
  [
    'the owner is ADMIN while none is',
    { email: 'Owner@Example.test', role: 'USER', adminExists: false, becomes: 'ADMIN' },
  ],
  [
    'the owner is nobody else once one is',
    { email: 'owner@example.test', role: 'USER', adminExists: true, becomes: 'USER' },
  ],
  [
    'a demo account has its demo role',
    { email: 'Cashier@example.test', role: 'USER', adminExists: true, becomes: 'CASHIER' },
  ],
  [
    'a demo role comes back',
    { email: 'cashier@example.test', role: 'ADMIN', adminExists: true, becomes: 'CASHIER' },
  ],
])('%s', (_sentence, { becomes, adminExists, ...person }) => {
  expect(roleAtSignIn(person, rules, adminExists)).toBe(becomes);
});
