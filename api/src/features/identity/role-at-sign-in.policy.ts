import type { Role } from '@foyer/shared/roles';

export interface RoleRules {
  /** Roles of demo accounts by e-mail; empty in production. */
  readonly demoRoles: ReadonlyMap<string, Role>;
  /** Who becomes ADMIN while there is none; e-mails in lower case. */
  readonly bootstrapAdminEmails: readonly string[];
}

/** Whether this person's role depends on there being an ADMIN already. */
export function mayBootstrap(email: string, rules: RoleRules): boolean {
  return rules.bootstrapAdminEmails.includes(email.toLowerCase());
}

/** The role a person has from this sign-in on. */
export function roleAtSignIn(
  person: { readonly email: string; readonly role: Role },
  rules: RoleRules,
  adminExists: boolean,
): Role {
  const demoRole = rules.demoRoles.get(person.email.toLowerCase());
  if (demoRole !== undefined) return demoRole;
  return !adminExists && mayBootstrap(person.email, rules) ? 'ADMIN' : person.role;
}
