import { z } from 'zod';

/** Least powerful first; the order is the rank. */
export const Role = z.enum(['USER', 'CASHIER', 'MANAGER', 'ADMIN']);
export type Role = z.infer<typeof Role>;

/** What a person may do, as data, so that no screen and no route derives it from a role again. */
export const Ability = z.enum([
  'seats.hold',
  'bookings.own',
  'tender.online',
  'tender.cash',
  'tender.card',
  'bookings.refund',
  'bookings.exchange',
  'bookings.view-all',
  'holds.view-owners',
  'holds.force-release',
  'audit.view',
  'admin.view',
  'people.view',
  'people.invite',
  'people.manage',
  'people.privacy',
  'approvals.request',
  'approvals.decide',
  'tills.manage',
  'pin.set',
  'shift.run',
  'shift.view-all',
  'shift.manage',
  'tickets.admit',
  'tickets.override',
  'lease.use',
  'lease.manage',
]);
export type Ability = z.infer<typeof Ability>;

const customer: readonly Ability[] = ['seats.hold', 'bookings.own', 'tender.online'];
const cashier: readonly Ability[] = [
  'seats.hold',
  'bookings.own',
  'tender.cash',
  'tender.card',
  'bookings.refund',
  'bookings.exchange',
  'approvals.request',
  'pin.set',
  'shift.run',
  'tickets.admit',
  'lease.use',
];
const manager: readonly Ability[] = [
  ...cashier,
  'bookings.view-all',
  'holds.view-owners',
  'holds.force-release',
  'audit.view',
  'admin.view',
  'people.view',
  'people.invite',
  'people.manage',
  'approvals.decide',
  'tills.manage',
  'shift.view-all',
  'shift.manage',
  'tickets.override',
  'lease.manage',
];

/** What leaves the house about a person, and what is lost for good, is for few. */
const admin: readonly Ability[] = [...manager, 'people.privacy'];

const abilitiesByRole: Readonly<Record<Role, readonly Ability[]>> = {
  USER: customer,
  CASHIER: cashier,
  MANAGER: manager,
  ADMIN: admin,
};

/** Whom a role may appoint, and whom it may change: nobody reaches above their own. */
const grantsByRole: Readonly<Record<Role, readonly Role[]>> = {
  USER: [],
  CASHIER: [],
  MANAGER: ['USER', 'CASHIER'],
  ADMIN: Role.options,
};

/** Everything a role may do. */
export function abilitiesOf(role: Role): readonly Ability[] {
  return abilitiesByRole[role];
}

/** Whether a role may do one thing. */
export function can(role: Role, ability: Ability): boolean {
  return abilitiesByRole[role].includes(ability);
}

/** Whether the role works for the cinema. */
export function isStaff(role: Role): boolean {
  return role !== 'USER';
}

/** The roles that somebody with this role gives and takes. */
export function grantsOf(role: Role): readonly Role[] {
  return grantsByRole[role];
}

/** Whether the one role ranks as high as the other, or higher. */
export function ranksAtLeast(role: Role, other: Role): boolean {
  return Role.options.indexOf(role) >= Role.options.indexOf(other);
}
