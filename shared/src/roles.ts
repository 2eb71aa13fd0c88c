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
  'audit.view',
  'admin.view',
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
];
const manager: readonly Ability[] = [
  ...cashier,
  'bookings.view-all',
  'holds.view-owners',
  'audit.view',
  'admin.view',
];

const abilitiesByRole: Readonly<Record<Role, readonly Ability[]>> = {
  USER: customer,
  CASHIER: cashier,
  MANAGER: manager,
  ADMIN: manager,
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
