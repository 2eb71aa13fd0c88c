import type { Role } from '@foyer/shared/roles';

export const roleNames: Readonly<Record<Role, string>> = {
  USER: 'Customer',
  CASHIER: 'Cashier',
  MANAGER: 'Manager',
  ADMIN: 'Administrator',
};
